package io.github.reelay.tracking;

import io.github.reelay.task.Address;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Video;

/** What happens to a task. {@link Step} says what each means in each state. */
sealed interface Event {
  /** The status message shows a view of this mark now. */
  record StatusShown(MessageRef message, String mark) implements Event {}

  /** The status message can never be shown again. */
  record StatusLost(FailureKind why) implements Event {}

  /** It is this task's turn, and this run of the program is about to send the POST. */
  record Turn(Offer offer, String owner) implements Event {}

  /** Nobody can take it now. */
  record NoOffer(Failure why) implements Event {}

  /** The POST that {@code owner} sent was answered. */
  record Submitted(SubmitAnswer answer, String owner) implements Event {}

  /**
   * A SUBMITTING task was found by another run of the program, or its own gave up waiting at its
   * stop.
   */
  record AnswerLost(String evidence) implements Event {}

  record Polled(PollAnswer answer) implements Event {}

  record FetchFailed(FetchAnswer answer) implements Event {}

  /** The provider gave a file that is no whole video. */
  record FileUnfit(Failure why) implements Event {}

  /** The file is on our disk, whole. */
  record FileTaken(Video video) implements Event {}

  /** A try to deliver begins. */
  record DeliveryBegun() implements Event {}

  /** A message was posted that is to become the video. */
  record PlaceholderPosted(MessageRef message) implements Event {}

  record DeliveryAnswered(DeliveryAnswer answer) implements Event {}

  /** The person does not want it any more. */
  record CancelAsked() implements Event {}

  /** Somebody who may wants the kept file, there. */
  record FetchAsked(Address where) implements Event {}

  /** The operator says whether an unconfirmed task was charged. */
  record Ruled(boolean charged) implements Event {}

  /** Somebody who may has deleted the video. */
  record DeleteAsked() implements Event {}
}
