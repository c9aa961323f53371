package io.github.reelay.tracking.execution;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.state.TaskEvent;

/** The log words for a change of state: what it means for the operator. */
final class TransitionReasons {
  private TransitionReasons() {}

  static String of(Task after, TaskEvent event) {
    return switch (after.state()) {
      case TaskState.Queued q ->
          event instanceof TaskEvent.Submitted s && s.result() instanceof SubmitResult.NotAccepted n
              ? "not accepted: "
                  + n.failure().kind()
                  + " "
                  + n.failure().detail()
                  + "; may be posted again"
              : "waits, nothing is charged, tries so far " + q.attempts();
      case TaskState.Submitting _ -> "the paid POST leaves now, it is not repeated";
      case TaskState.Unconfirmed u ->
          u.evidence() + "; perhaps charged, not repeated, the operator decides";
      case TaskState.Running r when r.doneAt() != null && r.polls() == 0 ->
          "made and charged as " + r.remoteId() + ", the file is not here: fetched again";
      case TaskState.Running r -> "accepted as " + r.remoteId() + ", will be charged";
      case TaskState.Ready _ -> "the file is stored";
      case TaskState.Delivering _ -> "posting";
      case TaskState.Delivered d -> "in the chat as " + d.message();
      case TaskState.Failed f ->
          f.failure().kind()
              + " "
              + f.failure().detail()
              + (after.charged() == null
                  ? "; the reservation is released"
                  : "; charged all the same");
      case TaskState.Unfetched u ->
          u.reason().kind() + " " + u.reason().detail() + "; charged, Fetch asks once more";
      case TaskState.Cancelled _ -> "the reservation is released";
      case TaskState.Closed c -> c.charged() ? "charged" : "not charged";
      case TaskState.Undeliverable u ->
          u.reason().kind() + " " + u.reason().detail() + "; the file is kept for Fetch";
      case TaskState.Deleted _ -> "the video is deleted";
    };
  }
}
