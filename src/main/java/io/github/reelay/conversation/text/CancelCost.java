package io.github.reelay.conversation.text;

import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.StatusView.Phase;

/** What cancelling a task costs, as its button says before it is pressed. */
public enum CancelCost {
  FREE("cancel.button-free"),
  CHARGED("cancel.button-charged"),
  /** It is being handed over: the provider may have it by the time of the press, or may not. */
  UNKNOWN("cancel.button");

  private final String labelKey;

  CancelCost(String labelKey) {
    this.labelKey = labelKey;
  }

  /** The pattern of a button's words, which takes what the button is called. */
  String labelKey() {
    return labelKey;
  }

  /** Of a task that costs nothing, as on a GPU of one's own, nothing is ever charged. */
  public static CancelCost of(Task task) {
    return task.offer().price().equals(Money.ZERO) ? FREE : of(task.state());
  }

  static CancelCost of(StatusView view) {
    return view.offer().price().equals(Money.ZERO) ? FREE : of(view.phase());
  }

  private static CancelCost of(TaskState state) {
    return switch (state) {
      case TaskState.Queued _ -> FREE;
      case TaskState.Submitting _ -> UNKNOWN;
      case TaskState.Running _, TaskState.InDelivery _, TaskState.AtRest _ -> CHARGED;
    };
  }

  private static CancelCost of(Phase phase) {
    return switch (phase) {
      case WAITING -> FREE;
      case SENDING, ASKING_AGAIN, UNCONFIRMED -> UNKNOWN;
      case WORKING,
          FINISHING,
          DONE,
          DONE_AS_LINK,
          FAILED,
          CANCELLED,
          CANCELLED_RUNNING,
          UNRESOLVED,
          CLOSED_CHARGED,
          CLOSED_FREE,
          KEPT,
          UNFETCHED,
          DELETED ->
          CHARGED;
    };
  }
}
