package io.github.reelay.tracking.state;

import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.StatusView.Action;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The factory of status views: what a task's status message says at a moment. Pure. */
public final class StatusViewFactory {
  private static final List<Action> CANCEL_ONLY = List.of(Action.CANCEL);
  private static final List<Action> AGAIN = List.of(Action.AGAIN);

  /** With growing gaps this is a minute: then the person is told why nothing comes. */
  private static final int MANY_FETCHES = 6;

  private StatusViewFactory() {}

  /**
   * The view of a task.
   *
   * @param queuePosition its place in the queue, if it waits for a turn
   */
  public static StatusView of(Task task, Instant now, @Nullable Integer queuePosition) {
    return switch (task.state()) {
      case TaskState.Queued queued -> queuedView(task, queued, queuePosition, now);
      case TaskState.Submitting _ -> view(task, Phase.SENDING, cancelActions(task));
      case TaskState.Running running ->
          runningView(task, running, now)
              .withDeadline(
                  isDoneAtProvider(running)
                      ? TrackingConfig.fetchDeadline(running)
                      : running.since().plus(task.offer().hardDeadline()));
      case TaskState.InDelivery _ -> view(task, Phase.FINISHING, List.of());
      case TaskState.Unconfirmed u when u.repeat() != null ->
          view(task, Phase.ASKING_AGAIN, List.of());
      case TaskState.AtRest state ->
          finalView(task, state).withDuration(Duration.between(task.acceptedAt(), state.since()));
    };
  }

  /** After a provider that could not take it, the wait is for that one, not for a place. */
  private static StatusView queuedView(
      Task task, TaskState.Queued queued, @Nullable Integer queuePosition, Instant now) {
    Instant retryAt = queued.notBefore();
    if (queued.last() != null && retryAt != null && now.isBefore(retryAt)) {
      return view(task, Phase.WAITING, CANCEL_ONLY).withFailure(queued.last());
    }
    return view(task, Phase.WAITING, CANCEL_ONLY)
        .withPlace(queuePosition, estimatedWait(task, queuePosition));
  }

  /** While it waits only a rough word: everybody before it takes about as long as it does. */
  private static @Nullable Duration estimatedWait(Task task, @Nullable Integer queuePosition) {
    return queuePosition == null
        ? null
        : roundEstimate(task.offer().typical().multipliedBy(queuePosition));
  }

  private static StatusView runningView(Task task, TaskState.Running running, Instant now) {
    if (task.withheld()) {
      return view(task, Phase.CANCELLED_RUNNING, List.of(Action.FETCH));
    }
    if (isDoneAtProvider(running)) {
      return view(task, Phase.FINISHING, CANCEL_ONLY)
          .withProgress(null, null, running.fetches() >= MANY_FETCHES);
    }
    boolean overdue = RemainingTimeEstimator.isOverdue(running, task.offer(), now);
    Duration remaining = RemainingTimeEstimator.remaining(running, task.offer(), now);
    return view(task, Phase.WORKING, CANCEL_ONLY)
        .withProgress(
            running.progress().percent(),
            overdue || !remaining.isPositive() ? null : roundEstimate(remaining),
            overdue);
  }

  /** Also while the provider owes the link, or a fresh one: the bar does not go back. */
  private static boolean isDoneAtProvider(TaskState.Running running) {
    return running.result() != null || running.doneAt() != null || running.linkRefreshed();
  }

  private static List<Action> cancelActions(Task task) {
    return task.withheld() ? List.of() : CANCEL_ONLY;
  }

  private static StatusView finalView(Task task, TaskState.AtRest state) {
    return switch (state) {
      case TaskState.Delivered d ->
          view(task, d.asLink() ? Phase.DONE_AS_LINK : Phase.DONE, List.of());
      case TaskState.Deleted _ -> view(task, Phase.DELETED, List.of());
      case TaskState.Failed f ->
          view(task, Phase.FAILED, f.failure().kind().mustFailAgain() ? List.of() : AGAIN)
              .withFailure(f.failure());
      case TaskState.Unfetched u ->
          view(task, Phase.UNFETCHED, List.of(Action.FETCH)).withFailure(u.reason());
      case TaskState.Cancelled _ -> view(task, Phase.CANCELLED, AGAIN);
      case TaskState.Unconfirmed u ->
          view(
              task,
              u.lost() == null ? Phase.UNCONFIRMED : Phase.UNRESOLVED,
              List.of(Action.TRY_ANYWAY));
      case TaskState.Closed c ->
          view(task, c.charged() ? Phase.CLOSED_CHARGED : Phase.CLOSED_FREE, AGAIN);
      case TaskState.Undeliverable u ->
          view(task, Phase.KEPT, u.isReported() ? List.of() : List.of(Action.FETCH))
              .withFailure(u.reason());
    };
  }

  private static StatusView view(Task task, Phase phase, List<Action> actions) {
    return StatusView.of(task, phase, cost(task), actions);
  }

  private static Money cost(Task task) {
    Money charged = task.charged();
    if (charged != null) {
      return charged;
    }
    return switch (task.state()) {
      case TaskState.Failed _, TaskState.Cancelled _ -> Money.ZERO;
      case TaskState.Closed c -> c.charged() ? task.offer().price() : Money.ZERO;
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.InDelivery _, TaskState.AtRest _ ->
          task.offer().price();
    };
  }

  /**
   * To five seconds below a minute, to ten below five, to whole minutes above: an honest "about".
   */
  private static Duration roundEstimate(Duration exact) {
    long seconds = Math.max(1, exact.toSeconds());
    long step = seconds < 60 ? 5 : seconds < 300 ? 10 : 60;
    return Duration.ofSeconds(Math.max(step, (seconds + step / 2) / step * step));
  }
}
