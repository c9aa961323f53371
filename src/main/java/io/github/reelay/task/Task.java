package io.github.reelay.task;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.Requester;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An accepted request, followed until nothing is owed any more.
 *
 * <p>Everything that is owed to anybody is in this value, so a crash between deciding and telling
 * loses nothing.
 *
 * @param version counts commits; a commit names the version it was decided on
 * @param origin the platform's event that asked for it; the same event twice makes one task
 * @param offer how it is made; its price is at most what is reserved
 * @param reserved what the ledger holds for it
 * @param remoteId the provider's name for it, from acceptance by the provider on; kept because a
 *     later remix is asked for by it
 * @param withheld the person cancelled when it was charged already: keep the result, do not post it
 * @param due when something is to be done next without anybody asking; null when nothing is
 * @param charged what the provider has charged, as the ledger has settled it; null until then, and
 *     for tasks of before it was kept here
 * @param cancelledByModerator it was cancelled, and not by the person who asked for it
 * @param film what a clip that continues another is delivered as; null until that is decided
 */
public record Task(
    TaskId id,
    long version,
    String origin,
    Requester requester,
    Destination address,
    VideoRequest request,
    Offer offer,
    Money reserved,
    @Nullable String remoteId,
    Instant acceptedAt,
    TaskState state,
    StatusMessage status,
    boolean withheld,
    @Nullable Instant due,
    @Nullable Money charged,
    boolean cancelledByModerator,
    @Nullable Film film) {

  /**
   * A film: clips continued from one another, delivered joined.
   *
   * @param clips how many it has, with the task's own
   * @param joined the file of all of them; null where the clip is delivered alone
   * @param obstacle why it is delivered alone; null where it is not
   */
  public record Film(int clips, @Nullable Video joined, @Nullable Obstacle obstacle) {
    /** Why the clips of a film are not delivered joined. */
    public enum Obstacle {
      /** The file of an earlier clip is no longer kept. */
      CLIP_GONE,
      /** There is no ffmpeg, or it could not join them. */
      NOT_JOINED,
      /** The chat does not take a file of that size. */
      TOO_LARGE;

      /** The key of the sentence that says so: {@code film.clip-gone}. */
      public String messageKey() {
        return "film." + EnumNames.kebabCase(this);
      }
    }

    public static Film joined(int clips, Video file) {
      return new Film(clips, file, null);
    }

    public static Film clipAlone(int clips, Obstacle obstacle) {
      return new Film(clips, null, obstacle);
    }
  }

  public static Task accepted(
      TaskId id,
      String origin,
      Requester requester,
      Destination destination,
      VideoRequest request,
      Offer offer,
      Instant now) {
    return new Task(
        id,
        0,
        origin,
        requester,
        destination,
        request,
        offer,
        offer.price(),
        null,
        now,
        TaskState.Queued.accepted(now),
        StatusMessage.NONE,
        false,
        now,
        null,
        false,
        null);
  }

  /** The next version of this task. A running state tells the provider's name for it. */
  public Task nextVersion(TaskState nextState, @Nullable Instant nextDue) {
    return new Task(
        id,
        version + 1,
        origin,
        requester,
        address,
        request,
        offer,
        reserved,
        nextState instanceof TaskState.Running running ? running.remoteId() : remoteId,
        acceptedAt,
        nextState,
        status,
        withheld,
        nextDue,
        charged,
        cancelledByModerator,
        film);
  }

  /** The same version in another state: a step towards the next commit. */
  public Task withState(TaskState other) {
    return copy(requester, address, request, offer, other, status);
  }

  public Task withStatus(StatusMessage newStatus) {
    return copy(requester, address, request, offer, state, newStatus);
  }

  public Task withOffer(Offer other) {
    return copy(requester, address, request, other, state, status);
  }

  public Task withAddress(Destination other) {
    return copy(requester, other, request, offer, state, status);
  }

  public Task withRequester(Requester other) {
    return copy(other, address, request, offer, state, status);
  }

  public Task withRequest(VideoRequest other) {
    return copy(requester, address, other, offer, state, status);
  }

  /** Cancelled; what a provider works on already is to be kept, not posted. */
  public Task withCancellation(boolean keepResult, boolean byModerator) {
    return copy(keepResult, charged, byModerator);
  }

  /** Its result is to be posted after all. */
  public Task withResultReleased() {
    return copy(false, charged, false);
  }

  /** The provider has charged this much; settled in the ledger by the same commit. */
  public Task withCharge(Money charge) {
    return copy(withheld, charge, cancelledByModerator);
  }

  /** What it is delivered as was decided. */
  public Task withFilm(@Nullable Film decided) {
    return new Task(
        id,
        version,
        origin,
        requester,
        address,
        request,
        offer,
        reserved,
        remoteId,
        acceptedAt,
        state,
        status,
        withheld,
        due,
        charged,
        cancelledByModerator,
        decided);
  }

  private Task copy(
      Requester who,
      Destination destination,
      VideoRequest what,
      Offer newOffer,
      TaskState newState,
      StatusMessage newStatus) {
    return new Task(
        id,
        version,
        origin,
        who,
        destination,
        what,
        newOffer,
        reserved,
        remoteId,
        acceptedAt,
        newState,
        newStatus,
        withheld,
        due,
        charged,
        cancelledByModerator,
        film);
  }

  private Task copy(boolean isWithheld, @Nullable Money newCharge, boolean byModerator) {
    return new Task(
        id,
        version,
        origin,
        requester,
        address,
        request,
        offer,
        reserved,
        remoteId,
        acceptedAt,
        state,
        status,
        isWithheld,
        due,
        newCharge,
        byModerator,
        film);
  }

  /** The earlier task whose video this one goes on from; null where it continues none. */
  public @Nullable TaskId continued() {
    return request.kind() == RequestKind.CONTINUE ? request.source() : null;
  }

  /** What is posted, or was: the film where there is one, else the video; null without a video. */
  public @Nullable Video postedVideo() {
    if (!(state instanceof TaskState.WithFile kept)) {
      return null;
    }
    return film != null && film.joined() != null ? film.joined() : kept.video();
  }

  /** Whether there is no video of it, nor ever will be: it came to none, or it was deleted. */
  public boolean hasEndedWithoutVideo() {
    return state instanceof TaskState.EndedWithoutVideo || state instanceof TaskState.Deleted;
  }

  /** Whether this message is the one that holds the video, or the link to it. */
  public boolean isDeliveredAs(MessageRef message) {
    return state instanceof TaskState.Delivered delivered && delivered.message().equals(message);
  }
}
