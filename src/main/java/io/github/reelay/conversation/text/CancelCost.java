package io.github.reelay.conversation.text;

import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.StatusView;

/** What cancelling a task costs, as its button says before it is pressed. */
public enum CancelCost {
  FREE("cancel.button-free"),
  CHARGED("cancel.button-charged"),
  /** The provider is asked to stop it, and may or may not keep the money. */
  MAYBE_CHARGED("cancel.button-maybe-charged"),
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

  public static CancelCost of(Task task) {
    return of(
        task.offer(),
        switch (task.state()) {
          case TaskState.Queued _ -> FREE;
          case TaskState.Submitting _ -> UNKNOWN;
          case TaskState.Running running when running.doneAt() == null -> ofRunning(task.offer());
          case TaskState.Running _, TaskState.InDelivery _, TaskState.AtRest _ -> CHARGED;
        });
  }

  static CancelCost of(StatusView view) {
    return of(
        view.offer(),
        switch (view.phase()) {
          case WAITING -> FREE;
          case SENDING, ASKING_AGAIN, UNCONFIRMED -> UNKNOWN;
          case WORKING -> ofRunning(view.offer());
          case FINISHING,
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
        });
  }

  private static CancelCost ofRunning(Offer offer) {
    return offer.cancellable() ? MAYBE_CHARGED : CHARGED;
  }

  /** Of a task that costs nothing, as on a GPU of one's own, nothing is ever charged. */
  private static CancelCost of(Offer offer, CancelCost priced) {
    return offer.price().equals(Money.ZERO) ? FREE : priced;
  }
}
