package io.github.reelay.tracking.state;

import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.duration.UsualDuration;
import io.github.reelay.tracking.duration.UsualDuration.Range;
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

  /** The view of a task that waits for no turn, of a model nothing was measured of. */
  public static StatusView of(Task task, Instant now) {
    return of(task, now, null, UsualDuration.typical(task.offer()));
  }

  /**
   * The view of a task.
   *
   * @param place its place in the queue, if it waits for a turn
   * @param usual how long its model takes
   */
  public static StatusView of(
      Task task, Instant now, QueueSnapshot.@Nullable Place place, UsualDuration usual) {
    return switch (task.state()) {
      case TaskState.Queued queued -> queuedView(task, queued, place, usual, now);
      case TaskState.Submitting _ -> view(task, Phase.SENDING, cancelActions(task));
      case TaskState.Running running ->
          runningView(task, running, usual, now)
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
      Task task,
      TaskState.Queued queued,
      QueueSnapshot.@Nullable Place place,
      UsualDuration usual,
      Instant now) {
    Instant retryAt = queued.notBefore();
    if (queued.last() != null && retryAt != null && now.isBefore(retryAt)) {
      return view(task, Phase.WAITING, CANCEL_ONLY).withFailure(queued.last());
    }
    StatusView waiting = view(task, Phase.WAITING, CANCEL_ONLY);
    return place == null
        ? waiting
        : waiting.withPlace(place.position()).withRemaining(round(usual.inLine(place.turns())));
  }

  private static StatusView runningView(
      Task task, TaskState.Running running, UsualDuration usual, Instant now) {
    if (task.withheld()) {
      return view(task, Phase.CANCELLED_RUNNING, List.of(Action.FETCH));
    }
    if (isDoneAtProvider(running)) {
      return view(task, Phase.FINISHING, CANCEL_ONLY)
          .withProgress(null, null, running.fetches() >= MANY_FETCHES);
    }
    Offer offer = usual.correct(task.offer());
    boolean overdue = RemainingTimeEstimator.isOverdue(running, offer, now);
    StatusView working =
        view(task, Phase.WORKING, CANCEL_ONLY)
            .withProgress(running.progress().percent(), null, overdue)
            .withPlace(running.progress().place());
    return overdue ? working : working.withRemaining(remaining(running, offer, usual, now));
  }

  /** By its own pace or the provider's word, which know this one; else by the others before it. */
  private static @Nullable Range remaining(
      TaskState.Running running, Offer offer, UsualDuration usual, Instant now) {
    if (!usual.measured().isEmpty() && RemainingTimeEstimator.knowsNothing(running, now)) {
      return usual
          .remaining(Duration.between(running.since(), now))
          .map(StatusViewFactory::round)
          .orElse(null);
    }
    Duration remaining = RemainingTimeEstimator.remaining(running, offer, now);
    return remaining.isPositive() ? round(new Range(remaining, remaining)) : null;
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

  private static Range round(Range exact) {
    return new Range(roundEstimate(exact.from()), roundEstimate(exact.to()));
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
