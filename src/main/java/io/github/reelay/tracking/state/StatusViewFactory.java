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

/** What the status message of a task says at a moment. Pure. */
public final class StatusViewFactory {
  private static final List<Action> CANCEL = List.of(Action.CANCEL);
  private static final List<Action> AGAIN = List.of(Action.AGAIN);

  private StatusViewFactory() {}

  /**
   * The view of a task.
   *
   * @param place its place in the queue, if it waits for a turn
   */
  public static StatusView of(Task task, Instant now, @Nullable Integer place) {
    return switch (task.state()) {
      case TaskState.Queued queued -> waiting(task, queued, place, now);
      case TaskState.Submitting _ -> view(task, Phase.SENDING, cancel(task));
      case TaskState.Running running ->
          running(task, running, now)
              .withDeadline(running.since().plus(task.offer().hardDeadline()));
      case TaskState.InDelivery _ -> view(task, Phase.FINISHING, List.of());
      case TaskState.AtRest state ->
          over(task, state).withDuration(Duration.between(task.acceptedAt(), state.since()));
    };
  }

  /** After a provider that could not take it, the wait is for that one, not for a place. */
  private static StatusView waiting(
      Task task, TaskState.Queued queued, @Nullable Integer place, Instant now) {
    Instant again = queued.notBefore();
    if (queued.last() != null && again != null && now.isBefore(again)) {
      return view(task, Phase.WAITING, CANCEL).withFailure(queued.last());
    }
    return view(task, Phase.WAITING, CANCEL).withPlace(place, left(task, place));
  }

  /** While it waits only a rough word: everybody before it takes about as long as it does. */
  private static @Nullable Duration left(Task task, @Nullable Integer place) {
    return place == null ? null : rounded(task.offer().typical().multipliedBy(place));
  }

  private static StatusView running(Task task, TaskState.Running running, Instant now) {
    if (isFinished(running)) {
      return view(task, Phase.FINISHING, cancel(task));
    }
    boolean overdue = RemainingTime.overdue(running, task.offer(), now);
    Duration remaining = RemainingTime.remaining(running, task.offer(), now);
    StatusView view =
        task.withheld()
            ? view(task, Phase.CANCELLED_RUNNING, List.of(Action.FETCH))
            : view(task, Phase.WORKING, CANCEL);
    return view.withProgress(
        running.progress().percent(),
        overdue || !remaining.isPositive() ? null : rounded(remaining),
        overdue);
  }

  /** Also while the provider owes the link, or a fresh one: the bar does not go back. */
  private static boolean isFinished(TaskState.Running running) {
    return running.result() != null || running.doneAt() != null || running.linkRefreshed();
  }

  private static List<Action> cancel(Task task) {
    return task.withheld() ? List.of() : CANCEL;
  }

  private static StatusView over(Task task, TaskState.AtRest state) {
    return switch (state) {
      case TaskState.Delivered d ->
          view(task, d.asLink() ? Phase.DONE_AS_LINK : Phase.DONE, List.of());
      case TaskState.Deleted _ -> view(task, Phase.DONE, List.of());
      case TaskState.Failed f -> view(task, Phase.FAILED, AGAIN).withFailure(f.failure());
      case TaskState.Cancelled _ -> view(task, Phase.CANCELLED, AGAIN);
      case TaskState.Unconfirmed _ -> view(task, Phase.UNCONFIRMED, List.of(Action.TRY_ANYWAY));
      case TaskState.Closed c ->
          view(task, c.charged() ? Phase.CLOSED_CHARGED : Phase.CLOSED_FREE, AGAIN);
      case TaskState.Undeliverable u ->
          view(task, Phase.KEPT, List.of(Action.FETCH)).withFailure(u.reason());
    };
  }

  private static StatusView view(Task task, Phase phase, List<Action> actions) {
    return StatusView.of(task, phase, cost(task), actions);
  }

  private static Money cost(Task task) {
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
  private static Duration rounded(Duration exact) {
    long seconds = Math.max(1, exact.toSeconds());
    long step = seconds < 60 ? 5 : seconds < 300 ? 10 : 60;
    return Duration.ofSeconds(Math.max(step, (seconds + step / 2) / step * step));
  }
}
