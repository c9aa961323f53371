package io.github.reelay.tracking.port;

import io.github.reelay.task.Failure;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.duration.UsualDuration;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * A view of a task for its status message, without words: {@code conversation} puts it into the
 * person's language, each platform into its own looks.
 *
 * @param percent 0 to 99; null when the provider tells none
 * @param remaining about how long still, at least; null when unknown
 * @param remainingMost the same, at most; as {@code remaining} where it is one guess
 * @param queuePosition place in the queue, ours or the provider's, from 1; null when it is not
 *     waiting for a turn
 * @param overdue longer than usual, still coming
 * @param elapsed from acceptance to the end; null while it runs
 * @param cost what it costs, or cost, as of this phase; zero when nothing is charged
 * @param failure why it ended badly; while it waits: why it could not be handed over yet
 * @param actions what the person can press, in order
 * @param deadline by when a result is given up waiting for
 * @param cancelledByModerator it was cancelled, and not by the person who asked for it
 */
public record StatusView(
    TaskId task,
    Phase phase,
    RequestKind kind,
    String prompt,
    Offer offer,
    @Nullable TaskId source,
    Locale language,
    @Nullable Integer percent,
    @Nullable Duration remaining,
    @Nullable Duration remainingMost,
    @Nullable Integer queuePosition,
    boolean overdue,
    @Nullable Duration elapsed,
    Money cost,
    @Nullable Failure failure,
    List<Action> actions,
    @Nullable Instant deadline,
    boolean cancelledByModerator) {

  /** What a task is doing, as people need to know it. */
  public enum Phase {
    WAITING(Stage.UNDER_WAY),
    SENDING(Stage.UNDER_WAY),
    /** The answer was lost, and the provider is asked for it again. */
    ASKING_AGAIN(Stage.UNDER_WAY),
    WORKING(Stage.UNDER_WAY),
    /** The file is being fetched or posted. */
    FINISHING(Stage.UNDER_WAY),
    DONE(Stage.MADE),
    /** Done, delivered as a link because the chat does not take the file. */
    DONE_AS_LINK(Stage.MADE),
    FAILED(Stage.ENDED),
    CANCELLED(Stage.ENDED),
    /** Cancelled while the provider works: charged, the result will be kept for Fetch. */
    CANCELLED_RUNNING(Stage.CANCELLING),
    UNCONFIRMED(Stage.ENDED),
    /** Taken by the provider, which never said how it ended. */
    UNRESOLVED(Stage.ENDED),
    CLOSED_CHARGED(Stage.ENDED),
    CLOSED_FREE(Stage.ENDED),
    /** The file is kept, Fetch delivers. */
    KEPT(Stage.ENDED),
    /** Made and charged, but the file could not be had; Fetch asks once more. */
    UNFETCHED(Stage.ENDED),
    /** There was a video, and a person has deleted it. */
    DELETED(Stage.ENDED);

    private final Stage stage;

    Phase(Stage stage) {
      this.stage = stage;
    }

    public Stage stage() {
      return stage;
    }
  }

  /** What phases have in common. */
  public enum Stage {
    UNDER_WAY,
    CANCELLING,
    /** The video is in the chat. */
    MADE,
    /** Over without a video in the chat. */
    ENDED
  }

  /** Buttons of a status message. */
  public enum Action {
    CANCEL,
    FETCH,
    TRY_ANYWAY,
    AGAIN
  }

  /** Whether this is a last word: nothing comes after it, so it must be shown. */
  public boolean isFinal() {
    return switch (phase.stage()) {
      case UNDER_WAY, CANCELLING -> false;
      case MADE, ENDED -> true;
    };
  }

  /** Two views with one fingerprint look the same. */
  public StatusFingerprint fingerprint() {
    return StatusFingerprint.of(this);
  }

  /** The view of a task in a phase, without what only some phases tell. */
  public static StatusView of(Task task, Phase phase, Money cost, List<Action> actions) {
    return new StatusView(
        task.id(),
        phase,
        task.request().kind(),
        task.request().prompt(),
        task.offer(),
        task.request().source(),
        task.requester().language(),
        null,
        null,
        null,
        null,
        false,
        null,
        cost,
        null,
        actions,
        null,
        task.cancelledByModerator());
  }

  public StatusView withPlace(@Nullable Integer newPlace) {
    return copy(percent, remaining, remainingMost, newPlace, overdue, elapsed, failure, deadline);
  }

  public StatusView withRemaining(UsualDuration.@Nullable Range left) {
    return copy(
        percent,
        left == null ? null : left.from(),
        left == null ? null : left.to(),
        queuePosition,
        overdue,
        elapsed,
        failure,
        deadline);
  }

  public StatusView withProgress(
      @Nullable Integer newPercent, @Nullable Duration newLeft, boolean isOverdue) {
    return copy(newPercent, newLeft, newLeft, queuePosition, isOverdue, elapsed, failure, deadline);
  }

  public StatusView withFailure(@Nullable Failure newFailure) {
    return copy(
        percent, remaining, remainingMost, queuePosition, overdue, elapsed, newFailure, deadline);
  }

  public StatusView withDuration(Duration newTook) {
    return copy(
        percent, remaining, remainingMost, queuePosition, overdue, newTook, failure, deadline);
  }

  public StatusView withDeadline(Instant deadline) {
    return copy(
        percent, remaining, remainingMost, queuePosition, overdue, elapsed, failure, deadline);
  }

  private StatusView copy(
      @Nullable Integer newPercent,
      @Nullable Duration newLeft,
      @Nullable Duration newMost,
      @Nullable Integer newPlace,
      boolean isOverdue,
      @Nullable Duration newTook,
      @Nullable Failure newFailure,
      @Nullable Instant deadline) {
    return new StatusView(
        task,
        phase,
        kind,
        prompt,
        offer,
        source,
        language,
        newPercent,
        newLeft,
        newMost,
        newPlace,
        isOverdue,
        newTook,
        cost,
        newFailure,
        actions,
        deadline,
        cancelledByModerator);
  }
}
