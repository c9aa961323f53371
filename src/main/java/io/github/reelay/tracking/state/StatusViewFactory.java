package io.github.reelay.tracking.state;

import io.github.reelay.task.Failure;
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

  private StatusViewFactory() {}

  /**
   * The view of a task.
   *
   * @param place its place in the queue, if it waits for a turn
   */
  public static StatusView of(Task task, Instant now, @Nullable Integer place) {
    return switch (task.state()) {
      case TaskState.Queued queued -> waiting(task, queued, place, now);
      case TaskState.Submitting _ -> plain(task, Phase.SENDING, cancel(task));
      case TaskState.Running running -> running(task, running, now);
      case TaskState.InDelivery _ -> plain(task, Phase.FINISHING, List.of());
      case TaskState.Delivered d ->
          over(task, d.asLink() ? Phase.DONE_AS_LINK : Phase.DONE, d, null, List.of());
      case TaskState.Deleted d -> over(task, Phase.DONE, d, null, List.of());
      case TaskState.Failed f -> over(task, Phase.FAILED, f, f.failure(), List.of(Action.AGAIN));
      case TaskState.Cancelled c -> over(task, Phase.CANCELLED, c, null, List.of(Action.AGAIN));
      case TaskState.Unconfirmed u ->
          over(task, Phase.UNCONFIRMED, u, null, List.of(Action.TRY_ANYWAY));
      case TaskState.Closed c ->
          over(
              task,
              c.charged() ? Phase.CLOSED_CHARGED : Phase.CLOSED_FREE,
              c,
              null,
              List.of(Action.AGAIN));
      case TaskState.Undeliverable u ->
          over(task, Phase.KEPT, u, u.reason(), List.of(Action.FETCH));
    };
  }

  /** After a provider that could not take it, the wait is for that one, not for a place. */
  private static StatusView waiting(
      Task task, TaskState.Queued queued, @Nullable Integer place, Instant now) {
    Instant again = queued.notBefore();
    if (queued.last() != null && again != null && now.isBefore(again)) {
      return view(task, Phase.WAITING, null, null, null, false, CANCEL, queued.last(), null);
    }
    return view(task, Phase.WAITING, null, left(task, place), place, false, CANCEL, null, null);
  }

  /** While it waits only a rough word: everybody before it takes about as long as it does. */
  private static @Nullable Duration left(Task task, @Nullable Integer place) {
    return place == null ? null : rounded(task.offer().typical().multipliedBy(place));
  }

  private static StatusView running(Task task, TaskState.Running running, Instant now) {
    if (isFinished(running)) {
      return plain(task, Phase.FINISHING, cancel(task));
    }
    boolean overdue = RemainingTime.overdue(running, task.offer(), now);
    Duration remaining = RemainingTime.remaining(running, task.offer(), now);
    return view(
        task,
        task.withheld() ? Phase.CANCELLED_RUNNING : Phase.WORKING,
        running.progress().percent(),
        overdue || !remaining.isPositive() ? null : rounded(remaining),
        null,
        overdue,
        task.withheld() ? List.of(Action.FETCH) : CANCEL,
        null,
        null);
  }

  /** Also while the provider owes the link, or a fresh one: the bar does not go back. */
  private static boolean isFinished(TaskState.Running running) {
    return running.result() != null || running.doneAt() != null || running.linkRefreshed();
  }

  private static List<Action> cancel(Task task) {
    return task.withheld() ? List.of() : CANCEL;
  }

  private static StatusView plain(Task task, Phase phase, List<Action> actions) {
    return view(task, phase, null, null, null, false, actions, null, null);
  }

  private static StatusView over(
      Task task, Phase phase, TaskState state, @Nullable Failure failure, List<Action> actions) {
    Duration took = Duration.between(task.acceptedAt(), state.since());
    return view(task, phase, null, null, null, false, actions, failure, took);
  }

  private static StatusView view(
      Task task,
      Phase phase,
      @Nullable Integer percent,
      @Nullable Duration left,
      @Nullable Integer place,
      boolean overdue,
      List<Action> actions,
      @Nullable Failure failure,
      @Nullable Duration took) {
    return new StatusView(
        task.id(),
        phase,
        task.request().kind(),
        task.request().prompt(),
        task.offer(),
        task.request().source(),
        task.requester().language(),
        percent,
        left,
        place,
        overdue,
        took,
        cost(task),
        failure,
        actions,
        task.state() instanceof TaskState.Running r
            ? r.since().plus(task.offer().hardDeadline())
            : null);
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
