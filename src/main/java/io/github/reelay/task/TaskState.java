package io.github.reelay.task;

import io.github.reelay.task.ref.MessageRef;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a task is in its life; product words, see docs/architecture.md for the map.
 *
 * <p>Every state carries all that the task needs to go on from there after a crash.
 */
public sealed interface TaskState {

  /** When the task came into this state. */
  Instant since();

  /**
   * Whether the generation is over, one way or the other; something may still be owed to the chat.
   */
  default boolean isFinal() {
    return switch (this) {
      case Queued _, Submitting _, Unconfirmed _, Running _, Ready _, Delivering _ -> false;
      case Delivered _, Failed _, Cancelled _, Closed _, Undeliverable _, Deleted _ -> true;
    };
  }

  /** The finished file, from READY on, for as long as nobody has deleted it. */
  default Optional<Video> file() {
    return switch (this) {
      case Ready ready -> Optional.of(ready.video());
      case Delivering delivering -> Optional.of(delivering.video());
      case Delivered delivered -> Optional.of(delivered.video());
      case Undeliverable kept -> Optional.of(kept.video());
      case Queued _,
          Submitting _,
          Unconfirmed _,
          Running _,
          Failed _,
          Cancelled _,
          Closed _,
          Deleted _ ->
          Optional.empty();
    };
  }

  /** The state's name in logs, metrics and the database: {@code QUEUED}. */
  default String name() {
    return getClass().getSimpleName().toUpperCase(Locale.ROOT);
  }

  /**
   * Accepted, its price reserved.
   *
   * @param notBefore not to be submitted before this moment (a provider asked to wait)
   * @param tried providers that have proven not to take it
   * @param attempts POSTs proven unaccepted so far
   * @param last why the last of them was not accepted
   */
  record Queued(
      Instant since,
      @Nullable Instant notBefore,
      Set<String> tried,
      int attempts,
      @Nullable Failure last)
      implements TaskState {
    public Queued {
      tried = Set.copyOf(tried);
    }
  }

  /**
   * Committed before the POST leaves. Found by anybody but its owner: the answer is lost.
   *
   * @param owner the run of the program that sends the POST
   */
  record Submitting(Instant since, String owner, Set<String> tried, int attempts)
      implements TaskState {
    public Submitting {
      tried = Set.copyOf(tried);
    }
  }

  /** The answer was lost: perhaps charged, never posted again. */
  record Unconfirmed(Instant since, String evidence) implements TaskState {}

  /**
   * The provider works on it.
   *
   * @param nextPoll when to ask next
   * @param missing how often in a row the provider did not know the task
   * @param missingSince when it first did not
   * @param result the finished file, once told; fetching it is then what is owed
   * @param doneAt when the provider first said it is done
   * @param fetches tries to fetch the file
   * @param linkRefreshed the link had expired and was asked for again
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
      boolean linkRefreshed)
      implements TaskState {

    public static Running begun(String remoteId, Instant since, Instant nextPoll) {
      return new Running(
          since, remoteId, Progress.NONE, 0, nextPoll, 0, null, null, null, 0, false);
    }
  }

  /**
   * The file is on our disk and checked; the price is settled.
   *
   * @param doubt an earlier round of tries may have posted it after all
   */
  record Ready(Instant since, Video video, boolean doubt, Instant nextTry) implements TaskState {}

  /**
   * Being posted.
   *
   * @param attempts how often posting was begun
   * @param placeholder a message that is to become the video, once known
   * @param doubt an earlier try may have posted something we do not know of
   * @param underway a try was begun and has not answered; found by anybody but who began it, that
   *     try is in doubt
   * @param nextTry when to try again
   */
  record Delivering(
      Instant since,
      Video video,
      int attempts,
      @Nullable MessageRef placeholder,
      boolean doubt,
      boolean underway,
      Instant nextTry)
      implements TaskState {}

  /**
   * One video in the chat.
   *
   * @param message the posted video, which replies point back to
   * @param asLink the chat did not take the file: the status message holds a link to it
   */
  record Delivered(Instant since, Video video, MessageRef message, boolean asLink)
      implements TaskState {}

  /** Over without a video; nothing is charged. */
  record Failed(Instant since, Failure failure) implements TaskState {}

  /** Cancelled before it was submitted; costs nothing. */
  record Cancelled(Instant since) implements TaskState {}

  /** An unconfirmed task the operator has ruled on. */
  record Closed(Instant since, boolean charged) implements TaskState {}

  /**
   * The file is kept, the chat did not take it (or was not to get it); Fetch delivers.
   *
   * @param doubt one of the tries may have posted it after all
   */
  record Undeliverable(Instant since, Video video, Failure reason, boolean doubt)
      implements TaskState {}

  /** There was a video; the person deleted it. */
  record Deleted(Instant since) implements TaskState {}
}
