package io.github.reelay.tracking.state;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState.Delivering;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import org.jspecify.annotations.Nullable;

/** An event of a task. {@link TaskTransitions} says what each means in each state. */
public sealed interface TaskEvent {
  /**
   * The status message shows a view of this mark now.
   *
   * @param before the message there was when it was begun; counts only while that is still the one
   */
  record StatusShown(MessageRef message, String fingerprint, @Nullable MessageRef before)
      implements TaskEvent {}

  /** The status message can never be shown again. */
  record StatusLost(FailureKind kind) implements TaskEvent {}

  /** It is this task's turn, and this run of the program is about to send the POST. */
  record SubmitStarted(Offer offer, String owner) implements TaskEvent {}

  /** Nobody can take it now. */
  record NoOffer(Failure failure) implements TaskEvent {
    /** A remix whose source nobody has any more. */
    public static NoOffer sourceGone() {
      return new NoOffer(Failure.of(FailureKind.SOURCE_GONE, "the source was deleted"));
    }
  }

  /**
   * A POST was answered. It counts only for the very POST that was answered: an answer that is
   * stored late, or twice, says nothing about the next one.
   *
   * @param attempts its number among the task's POSTs, which no two of them share
   */
  record Submitted(SubmitResult result, int attempts) implements TaskEvent {}

  /**
   * What is about to be sent may be repeated.
   *
   * @param attempts the POST's number, as in {@link Submitted}
   */
  record PostKeyed(KeyedPost post, int attempts) implements TaskEvent {}

  /**
   * A POST was repeated.
   *
   * @param attempts the number of the POST, as in {@link Submitted}
   * @param made repeats that had been made before
   */
  record Repeated(SubmitResult result, int attempts, int made) implements TaskEvent {}

  /** The turn that this run of the program has taken, if it has, is given back: no POST leaves. */
  record SubmitAbandoned(String owner) implements TaskEvent {}

  /**
   * A SUBMITTING task was found by another run of the program, or its own gave up waiting at its
   * stop.
   */
  record SubmitResultLost(String evidence) implements TaskEvent {}

  record Polled(PollResult result) implements TaskEvent {}

  record FetchFailed(FetchResult result) implements TaskEvent {}

  /** The provider gave a file that is no whole video. */
  record FileInvalid(Failure failure) implements TaskEvent {}

  /** The file is on our disk, whole. */
  record FileStored(Video video) implements TaskEvent {}

  /**
   * What a clip that continues another is delivered as was decided; a joined file is on our disk.
   *
   * @param before what had been decided when that was begun: another may have been faster
   */
  record FilmDecided(Task.Film film, Task.@Nullable Film before) implements TaskEvent {}

  /** What is to be posted is not on our disk any more: it was another machine's, or is lost. */
  record FileMissing() implements TaskEvent {}

  /** A try to deliver begins. */
  record DeliveryStarted() implements TaskEvent {}

  /**
   * A message was posted that is to become the video.
   *
   * @param by the try that posted it: another may have been begun since
   */
  record PlaceholderPosted(MessageRef message, Delivering.Try by) implements TaskEvent {}

  /**
   * A try to deliver was answered.
   *
   * @param by the try: of one that others have taken for dead only a posted video counts
   */
  record DeliveryAttempted(DeliveryResult result, Delivering.Try by) implements TaskEvent {}

  /** The person does not want it any more, or a moderator does not. */
  record CancelRequested(boolean byModerator) implements TaskEvent {}

  /** Somebody who may wants the kept file, there. */
  record FetchRequested(Destination destination) implements TaskEvent {}

  /** The operator says whether an unconfirmed task was charged. */
  record Settled(boolean charged) implements TaskEvent {}

  /** Somebody in the chat wants the posted video out of sight. */
  record Reported() implements TaskEvent {}

  /** Somebody who may has deleted the video. */
  record DeleteRequested() implements TaskEvent {}
}
