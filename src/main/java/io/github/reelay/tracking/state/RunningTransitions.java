package io.github.reelay.tracking.state;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Progress;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskState.Running;
import io.github.reelay.task.TaskState.Unconfirmed;
import io.github.reelay.tracking.duration.UsualDuration;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.state.TaskTransitions.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The transitions of a task that the provider has, by what polls say of it. Pure. */
final class RunningTransitions {
  private final PollSchedule schedule;
  private final Function<Offer, UsualDuration> durations;

  RunningTransitions(TrackingConfig config, Function<Offer, UsualDuration> durations) {
    this.schedule = new PollSchedule(config);
    this.durations = durations;
  }

  Optional<Decision> polled(Task task, PollResult result, Instant now) {
    return switch (task.state()) {
      case Running running when running.result() == null -> polled(task, running, result, now);
      case Unconfirmed unconfirmed when unconfirmed.lost() != null ->
          polledLate(task, unconfirmed, unconfirmed.lost(), result, now);
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.InDelivery _, TaskState.AtRest _ ->
          Optional.empty();
    };
  }

  private Optional<Decision> polled(Task task, Running running, PollResult result, Instant now) {
    return switch (result) {
      case PollResult.Working working -> working(task, running, working, now);
      case PollResult.Done(RemoteFile file) -> completed(task, running, file, now);
      case PollResult.DoneWithoutFile _ -> completedWithoutFile(task, running, now);
      case PollResult.Failed failed -> failedAtProvider(task, failed, now);
      case PollResult.Missing(Failure failure) -> missing(task, running, failure, now);
      case PollResult.Unclear unclear -> unclear(task, running, unclear.retryAfter(), now);
      case PollResult.AccountBlocked _ ->
          continueInSilence(
              task, running.polled(now.plus(TrackingConfig.BLOCKED_POLL_INTERVAL)), now);
    };
  }

  /** Nobody waits for it any more, but a last word that comes late still counts. */
  private Optional<Decision> polledLate(
      Task task, Unconfirmed unconfirmed, Running lost, PollResult result, Instant now) {
    return switch (result) {
      case PollResult.Done(RemoteFile file) -> completed(task, lost, file, now);
      case PollResult.DoneWithoutFile _ -> completedWithoutFile(task, lost, now);
      case PollResult.Failed failed -> failedAtProvider(task, failed, now);
      case PollResult.Working _,
          PollResult.Missing _,
          PollResult.Unclear _,
          PollResult.AccountBlocked _ ->
          Decision.of(
              task,
              Unconfirmed.lost(
                  unconfirmed.since(),
                  unconfirmed.evidence(),
                  lost.polled(now.plus(schedule.lateDelay(unconfirmed.since(), now)))));
    };
  }

  /** The provider charges what it completes, whether or not we get the file. */
  private static Optional<Decision> completed(
      Task task, Running running, RemoteFile file, Instant now) {
    return settled(task, running.completed(file, now), file.charge());
  }

  /**
   * Settles once; a completed task that tells no cost, or none yet, cost what it was offered for.
   */
  static Optional<Decision> settled(Task task, TaskState next, @Nullable Money told) {
    if (task.charged() != null) {
      return Decision.of(task, next);
    }
    Money charge = told == null || told.micros() == 0 ? task.offer().price() : told;
    Task charged = task.withCharge(charge);
    return Decision.of(charged, next, List.of(LedgerEntry.settle(charged)));
  }

  static Optional<Decision> unfetched(Task task, Failure failure, Instant now) {
    TaskState.Ready interrupted =
        task.state() instanceof Running running ? running.interrupted() : null;
    return settled(task, new TaskState.Unfetched(now, failure, interrupted), null);
  }

  private static Optional<Decision> failedAtProvider(
      Task task, PollResult.Failed result, Instant now) {
    if (task.charged() != null) {
      return unfetched(task, result.failure(), now);
    }
    Money cost = result.cost();
    boolean charged = cost == null ? task.offer().chargedOnFailure() : cost.micros() > 0;
    if (!charged
        && task.withheld()
        && result.failure().kind() == FailureKind.GENERATION_CANCELLED) {
      return TaskTransitions.cancelled(task, now); // it is what was asked for
    }
    return charged
        ? settled(task, new TaskState.Failed(now, result.failure()), cost)
        : TaskTransitions.failed(task, result.failure(), now);
  }

  private Optional<Decision> working(
      Task task, Running running, PollResult.Working report, Instant now) {
    Duration remaining = report.remaining();
    Progress progress =
        running
            .progress()
            .withReport(report.percent(), remaining == null ? null : now.plus(remaining), now)
            .withPlace(report.place());
    Running updated = running.withProgress(progress);
    Duration wait = nextDelay(task, updated, now);
    return continueOrTimeOut(task, updated.polled(now.plus(wait)), now);
  }

  /**
   * Nothing was learnt: the plan goes on, but not at its closest, and later where the provider asks
   * for it.
   */
  private Optional<Decision> unclear(
      Task task, Running running, @Nullable Duration retryAfter, Instant now) {
    Duration planned = nextDelay(task, running, now);
    Duration min = schedule.backoff(0);
    Duration wait = schedule.granted(planned.compareTo(min) > 0 ? planned : min, retryAfter);
    Instant deadline = running.since().plus(task.offer().hardDeadline());
    Instant next = now.plus(wait);
    return continueInSilence(
        task, running.polled(now.isBefore(deadline) ? earlier(next, deadline) : next), now);
  }

  /** "Completed" without a link: relays lag. Charged, and asked until no link can live any more. */
  private Optional<Decision> completedWithoutFile(Task task, Running running, Instant now) {
    Running updated = running.completedWithoutFile(now);
    if (isFetchOver(updated, now)) {
      return unfetched(task, Failure.of(FailureKind.NO_FILE, "completed without a link"), now);
    }
    Duration wait = schedule.fileDelay(Objects.requireNonNull(updated.doneAt()), now);
    return settled(task, updated.polled(now.plus(wait)), null);
  }

  private Optional<Decision> missing(Task task, Running running, Failure failure, Instant now) {
    Running updated = running.missed(now);
    Instant since = updated.missingSince();
    if (updated.missing() >= TrackingConfig.MIN_MISSING_POLLS
        && since != null
        && !now.isBefore(since.plus(TrackingConfig.MIN_MISSING_TIME))) {
      return failure.kind() == FailureKind.LOST_BY_PROVIDER
          ? lost(task, updated, failure, now)
          : failedAtProvider(task, new PollResult.Failed(failure), now);
    }
    Duration wait = schedule.backoff(updated.missing());
    return continueInSilence(task, updated.polled(now.plus(wait)), now);
  }

  /**
   * Nothing was said that could end it: the fault may be ours, or the way's, and what was made and
   * paid meanwhile is still there. So it goes on past the deadline.
   */
  private Optional<Decision> continueInSilence(Task task, Running next, Instant now) {
    return now.isBefore(TrackingConfig.silenceDeadline(next, task.offer()))
        ? Decision.of(task, next)
        : timedOut(task, next, now);
  }

  /** The provider says that it still works on it, which ends it at the deadline. */
  private Optional<Decision> continueOrTimeOut(Task task, Running next, Instant now) {
    boolean over =
        next.doneAt() == null
            ? !now.isBefore(next.since().plus(task.offer().hardDeadline()))
            : isFetchOver(next, now);
    return over ? timedOut(task, next, now) : Decision.of(task, next);
  }

  private Optional<Decision> timedOut(Task task, Running running, Instant now) {
    return lost(
        task, running, Failure.of(FailureKind.TIMED_OUT, "nothing came until the deadline"), now);
  }

  /** Nothing final was said. What is not known to be charged is not known to be free either. */
  private Optional<Decision> lost(Task task, Running running, Failure failure, Instant now) {
    return task.charged() != null || running.doneAt() != null
        ? unfetched(task, failure, now)
        : Decision.of(
            task,
            Unconfirmed.lost(
                now,
                failure.kind() + " " + failure.detail(),
                running.polled(now.plus(schedule.lateDelay(now, now)))));
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** Whether no link to what was completed can live any more. */
  static boolean isFetchOver(Running running, Instant now) {
    return !now.isBefore(TrackingConfig.fetchDeadline(running));
  }

  private Duration nextDelay(Task task, Running running, Instant now) {
    Offer offer = task.offer();
    return schedule.nextDelay(
        running, durations.apply(offer).correct(offer), now, jitter(task, running.polls()));
  }

  /** Spread without chance of its own: the same task and poll give the same number. */
  private static double jitter(Task task, int polls) {
    return Math.floorMod(task.id().value().hashCode() * 31 + polls * 7919, 1000) / 1000.0;
  }
}
