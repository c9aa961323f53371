package io.github.reelay.task;

import io.github.reelay.task.ref.MessageRef;
import java.time.Instant;
import java.util.Arrays;
import java.util.Collection;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The state of a task; docs/architecture.md has the map.
 *
 * <p>Every state carries all that the task needs to go on from there after a crash. The states are
 * the records; the interfaces in between group those that are treated alike, so that a {@code
 * switch} names the groups and stays exhaustive.
 */
public sealed interface TaskState {

  /** When the task came into this state. */
  Instant since();

  /** The state's name in logs, metrics and the database: {@code QUEUED}. */
  default String name() {
    return nameOf(getClass());
  }

  /** The names of these states; a group stands for each state in it. */
  static Set<String> names(Collection<Class<? extends TaskState>> groups) {
    return groups.stream()
        .flatMap(TaskState::kinds)
        .map(TaskState::nameOf)
        .collect(Collectors.toUnmodifiableSet());
  }

  private static String nameOf(Class<? extends TaskState> kind) {
    return kind.getSimpleName().toUpperCase(Locale.ROOT);
  }

  private static Stream<Class<? extends TaskState>> kinds(Class<? extends TaskState> group) {
    return group.isSealed()
        ? Arrays.stream(group.getPermittedSubclasses())
            .flatMap(kind -> kinds(kind.asSubclass(TaskState.class)))
        : Stream.of(group);
  }

  /** States of a task that a provider has, or is being handed: it counts as at work. */
  sealed interface AtProvider extends TaskState {}

  /** States from READY on, for as long as nobody has deleted the finished file. */
  sealed interface WithFile extends TaskState {
    Video video();
  }

  /** States in which the file is to be posted. */
  sealed interface InDelivery extends WithFile {
    /** When to try, or to try again. */
    Instant nextTry();
  }

  /** States that nothing leaves unless somebody asks; the chat may still have to be told. */
  sealed interface AtRest extends TaskState {}

  /** States after the generation's end, whichever; something may still be owed to the chat. */
  sealed interface Ended extends AtRest {}

  /** Ends without a video. */
  sealed interface EndedWithoutVideo extends Ended {}

  /**
   * Accepted, its price reserved.
   *
   * @param notBefore not to be submitted before this moment (a provider asked to wait)
   * @param tried providers that have proven not to take it
   * @param attempts POSTs proven unaccepted so far
   * @param last why the last of them was not accepted
   * @param unofferedSince since when it has been its turn without a provider that offers it
   */
  record Queued(
      Instant since,
      @Nullable Instant notBefore,
      Set<String> tried,
      int attempts,
      @Nullable Failure last,
      @Nullable Instant unofferedSince)
      implements TaskState {
    public Queued {
      tried = Set.copyOf(tried);
    }

    public static Queued accepted(Instant now) {
      return new Queued(now, null, Set.of(), 0, null, null);
    }
  }

  /**
   * Committed before the POST leaves. Found by anybody but its owner: the answer is lost.
   *
   * @param owner the run of the program that sends the POST
   * @param attempts POSTs proven unaccepted before this one: its number among the task's POSTs
   * @param post what is sent, where it may be repeated
   */
  record Submitting(
      Instant since, String owner, Set<String> tried, int attempts, @Nullable KeyedPost post)
      implements AtProvider {
    public Submitting {
      tried = Set.copyOf(tried);
    }

    /** Nothing is known yet of what is sent. */
    public Submitting(Instant since, String owner, Set<String> tried, int attempts) {
      this(since, owner, tried, attempts, null);
    }

    public Submitting sending(KeyedPost told) {
      return new Submitting(since, owner, tried, attempts, told);
    }
  }

  /**
   * Perhaps charged, never ordered again: the answer to the POST was lost, or nothing final was
   * ever said of the task. Its money stays reserved until the operator rules or an answer comes
   * late.
   *
   * @param lost where the provider's task stood; it is still asked about now and then. Null where
   *     the provider's name for it is not known, so nobody can be asked
   * @param attempts the number of the POST whose answer is missing, as in {@link Submitting}
   * @param repeats how often the POST was repeated
   * @param repeat the answer is asked for again; null where it must not be, or is no more
   */
  record Unconfirmed(
      Instant since,
      String evidence,
      @Nullable Running lost,
      int attempts,
      int repeats,
      KeyedPost.@Nullable Repeat repeat)
      implements AtRest {
    /** The answer to a POST is missing. */
    public static Unconfirmed unanswered(Instant now, String evidence, int attempts) {
      return new Unconfirmed(now, evidence, null, attempts, 0, null);
    }

    /** Nothing final was said of what the provider took. */
    public static Unconfirmed lost(Instant now, String evidence, Running lost) {
      return new Unconfirmed(now, evidence, lost, 0, 0, null);
    }

    public Unconfirmed withRepeat(KeyedPost.@Nullable Repeat next) {
      return new Unconfirmed(since, evidence, lost, attempts, repeats, next);
    }

    /** Repeated once more. */
    public Unconfirmed repeated(String told) {
      return new Unconfirmed(since, told, lost, attempts, repeats + 1, repeat);
    }

    /** Whether the provider may have it by a repeat, whatever it said to the first POST. */
    public boolean mayBeTakenByRepeat() {
      return repeats > 0 || repeat != null;
    }
  }

  /**
   * The provider works on it.
   *
   * @param nextPoll when to ask next
   * @param missing how often in a row the provider did not know the task
   * @param missingSince when it first did not
   * @param result the finished file, once told; fetching it is then what is owed
   * @param doneAt when the provider first said it is done
   * @param fetches tries to fetch the file
   * @param linkRefreshed a link gave no file and was asked for again
   * @param interrupted how far its delivery was when the file turned out to be gone from our disk;
   *     null where it was never there
   */
  record Running(
      Instant since,
      String remoteId,
      Progress progress,
      int polls,
      Instant nextPoll,
      int missing,
      @Nullable Instant missingSince,
      @Nullable RemoteFile result,
      @Nullable Instant doneAt,
      int fetches,
      boolean linkRefreshed,
      @Nullable Ready interrupted)
      implements AtProvider {

    public static Running started(String remoteId, Instant since, Instant nextPoll) {
      return new Running(
          since, remoteId, Progress.NONE, 0, nextPoll, 0, null, null, null, 0, false, null);
    }

    /** Asked once more. */
    public Running polled(Instant next) {
      return withPolling(progress, polls + 1, next, missing, missingSince);
    }

    /** The provider knows the task and told this. */
    public Running withProgress(Progress told) {
      return withPolling(told, polls, nextPoll, 0, null);
    }

    /** The provider did not know the task. */
    public Running missed(Instant now) {
      return withPolling(
          progress, polls, nextPoll, missing + 1, missingSince == null ? now : missingSince);
    }

    /** Begins anew to fetch what the provider has made and charged. */
    public static Running fetchingAgain(String remoteId, @Nullable Ready interrupted, Instant now) {
      return new Running(
          now, remoteId, Progress.NONE, 0, now, 0, null, null, now, 0, true, interrupted);
    }

    /** Done, and the file is to be fetched now. */
    public Running completed(RemoteFile file, Instant now) {
      return withFetching(
          polls + 1, now, file, doneAt == null ? now : doneAt, fetches, linkRefreshed);
    }

    /** Done, but where the file is was not told. */
    public Running completedWithoutFile(Instant now) {
      return withFetching(
          polls, nextPoll, result, doneAt == null ? now : doneAt, fetches, linkRefreshed);
    }

    /** Tried again at {@code next}, as if it had not been tried. */
    public Running delayed(Instant next) {
      return withFetching(polls, next, result, doneAt, fetches, linkRefreshed);
    }

    /** The file could not be fetched, which is tried again at {@code next}. */
    public Running fetchFailed(Instant next) {
      return withFetching(polls, next, result, doneAt, fetches + 1, linkRefreshed);
    }

    /**
     * The link gives no file: at {@code next} the task itself is asked, which brings a fresh one.
     */
    public Running linkExpired(Instant next) {
      return withFetching(polls, next, null, doneAt, fetches + 1, true);
    }

    private Running withPolling(
        Progress told, int times, Instant next, int missed, @Nullable Instant missedSince) {
      return new Running(
          since,
          remoteId,
          told,
          times,
          next,
          missed,
          missedSince,
          result,
          doneAt,
          fetches,
          linkRefreshed,
          interrupted);
    }

    private Running withFetching(
        int times,
        Instant next,
        @Nullable RemoteFile file,
        @Nullable Instant completedAt,
        int tries,
        boolean refreshed) {
      return new Running(
          since,
          remoteId,
          progress,
          times,
          next,
          0,
          null,
          file,
          completedAt,
          tries,
          refreshed,
          interrupted);
    }
  }

  /**
   * The file is on our disk and checked.
   *
   * @param doubt an earlier round of tries may have posted it after all
   * @param placeholder the message that an earlier round of tries may have turned into the video
   */
  record Ready(
      Instant since, Video video, boolean doubt, Instant nextTry, @Nullable MessageRef placeholder)
      implements InDelivery {

    /** Stored just now. */
    public static Ready stored(Instant now, Video video) {
      return new Ready(now, video, false, now, null);
    }

    /** Stored again: what was posted before is as much in doubt as it was. */
    public Ready storedAgain(Instant now, Video again) {
      return new Ready(now, again, doubt, now, placeholder);
    }

    /** The first try begins; it counts as lost at {@code lostAt}. */
    public Delivering begun(Instant now, Instant lostAt) {
      return new Delivering(now, video, 1, placeholder, doubt, true, lostAt, 0);
    }
  }

  /**
   * Being posted.
   *
   * @param attempts how often posting was begun
   * @param placeholder a message that is to become the video, once known
   * @param doubt an earlier try may have posted something we do not know of
   * @param underway a try was begun and has not answered; found by anybody but who began it, that
   *     try is in doubt
   * @param nextTry when to try again
   * @param deaths how often the program died while it was being posted
   */
  record Delivering(
      Instant since,
      Video video,
      int attempts,
      @Nullable MessageRef placeholder,
      boolean doubt,
      boolean underway,
      Instant nextTry,
      int deaths)
      implements InDelivery {

    /**
     * One try to deliver.
     *
     * @param round when its round began: a video that is fetched is tried for afresh
     * @param number within its round, from 1
     */
    public record Try(Instant round, int number) {}

    /** The try that was begun last. */
    public Try lastTry() {
      return new Try(since, attempts);
    }

    /** One more try begins; it counts as lost at {@code lostAt}. */
    public Delivering begun(Instant lostAt) {
      return new Delivering(
          since, video, attempts + 1, placeholder, doubt || underway, true, lostAt, deathsByNow());
    }

    /** Before its next round of tries. */
    public Ready interrupted() {
      return new Ready(since, video, doubt || underway, nextTry, placeholder);
    }

    /** A try found under way by who begins the next one ended with the program that began it. */
    public int deathsByNow() {
      return underway ? deaths + 1 : deaths;
    }

    public Delivering withPlaceholder(MessageRef message) {
      return new Delivering(since, video, attempts, message, doubt, underway, nextTry, deaths);
    }

    /** The try has answered, and posted nothing. */
    public Delivering answered() {
      return postponed(true, nextTry);
    }

    /** The try ended without the video being known to be posted. */
    public Delivering postponed(boolean nothingPosted, Instant next) {
      return new Delivering(
          since, video, attempts, placeholder, doubt || !nothingPosted, false, next, deaths);
    }

    /**
     * Whatever was posted is out of reach; what a try may have posted, be it one that is under way,
     * stays in doubt.
     */
    public Delivering restarted() {
      return new Delivering(since, video, attempts, null, doubt, underway, nextTry, deaths);
    }
  }

  /**
   * One video in the chat.
   *
   * @param message the posted video, which replies point back to
   * @param asLink the chat did not take the file: the status message holds a link to it
   * @param asCopy whether the file was made smaller for the chat; null where nobody noted it
   */
  record Delivered(
      Instant since, Video video, MessageRef message, boolean asLink, @Nullable Boolean asCopy)
      implements Ended, WithFile {
    /** Whether what stands with it can be written anew as it was. */
    public boolean hasKnownCaption() {
      return asLink || asCopy != null;
    }
  }

  /** Over without a video; {@link Task#charged} says if the provider keeps the money. */
  record Failed(Instant since, Failure failure) implements EndedWithoutVideo {}

  /**
   * Made and charged, but the file could not be had; Fetch asks the provider once more.
   *
   * @param interrupted as in {@link Running}
   */
  record Unfetched(Instant since, Failure reason, @Nullable Ready interrupted)
      implements EndedWithoutVideo {
    /** The file was never here. */
    public Unfetched(Instant since, Failure reason) {
      this(since, reason, null);
    }
  }

  /** Cancelled before it was submitted, or stopped by the provider for it; costs nothing. */
  record Cancelled(Instant since) implements EndedWithoutVideo {}

  /** An unconfirmed task the operator has ruled on. */
  record Closed(Instant since, boolean charged) implements EndedWithoutVideo {}

  /**
   * The file is kept: the chat did not take it or was not to get it, and Fetch delivers; or it was
   * posted and reported, and the operator alone shows it again.
   *
   * @param doubt one of the tries may have posted it after all
   * @param placeholder where there is doubt, the message that may have become the video
   */
  record Undeliverable(
      Instant since, Video video, Failure reason, boolean doubt, @Nullable MessageRef placeholder)
      implements Ended, WithFile {

    /** Kept, and surely nowhere posted. */
    public static Undeliverable unposted(Instant now, Video video, Failure reason) {
      return new Undeliverable(now, video, reason, false, null);
    }

    /** Posted, and taken out of the chat unless the program dies before that. */
    public static Undeliverable reported(Instant now, Delivered posted) {
      return new Undeliverable(
          now, posted.video(), Failure.of(FailureKind.REPORTED), true, posted.message());
    }

    /** Whether it was posted, and a person reported it. */
    public boolean isReported() {
      return reason.kind() == FailureKind.REPORTED;
    }

    /** Kept after tries to post it; what they surely did not post leaves no trace. */
    public static Undeliverable after(Delivering tries, Instant now, Failure reason) {
      boolean inDoubt = tries.doubt() || tries.underway();
      return new Undeliverable(
          now, tries.video(), reason, inDoubt, inDoubt ? tries.placeholder() : null);
    }
  }

  /** There was a video; the person deleted it. */
  record Deleted(Instant since) implements Ended {}
}
