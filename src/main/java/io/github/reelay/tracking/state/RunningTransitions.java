package io.github.reelay.tracking.state;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Progress;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskState.Running;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.state.TaskTransitions.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The transitions of a task that the provider has: polls and the fetch of the file. Pure. */
final class RunningTransitions {
  /** Gaps between tries to fetch: short at first (links lag by seconds), then up to a minute. */
  private static final long MAX_FETCH_RETRY_SECONDS = 60;

  private final PollSchedule schedule;

  RunningTransitions(TrackingConfig config) {
    this.schedule = new PollSchedule(config);
  }

  Optional<Decision> polled(Task task, PollResult result, Instant now) {
    if (!(task.state() instanceof Running running) || running.result() != null) {
      return Optional.empty();
    }
    return switch (result) {
      case PollResult.Working working -> working(task, running, working, now);
      case PollResult.Done(RemoteFile file) -> Decision.of(task, running.completed(file, now));
      case PollResult.DoneWithoutFile _ -> doneWithoutFile(task, running, now);
      case PollResult.Failed(Failure failure) -> TaskTransitions.failed(task, failure, now);
      case PollResult.Missing(Failure failure) -> missing(task, running, failure, now);
      case PollResult.Unclear unclear -> unclear(task, running, unclear.retryAfter(), now);
      case PollResult.AccountBlocked _ ->
          continueOrTimeOut(
              task, running.polled(now.plus(TrackingConfig.BLOCKED_POLL_INTERVAL)), now);
    };
  }

  private Optional<Decision> working(
      Task task, Running running, PollResult.Working report, Instant now) {
    Duration remaining = report.remaining();
    Progress progress =
        running
            .progress()
            .withReport(report.percent(), remaining == null ? null : now.plus(remaining), now);
    Running updated = running.withProgress(progress);
    Duration wait = schedule.nextDelay(updated, task.offer(), now, jitter(task, running.polls()));
    return continueOrTimeOut(task, updated.polled(now.plus(wait)), now);
  }

  /**
   * Nothing was learnt: the plan goes on, but not at its closest, and later where the provider asks
   * for it.
   */
  private Optional<Decision> unclear(
      Task task, Running running, @Nullable Duration retryAfter, Instant now) {
    Duration planned =
        schedule.nextDelay(running, task.offer(), now, jitter(task, running.polls()));
    Duration min = schedule.backoff(0);
    Duration wait = schedule.granted(planned.compareTo(min) > 0 ? planned : min, retryAfter);
    Instant deadline = running.since().plus(task.offer().hardDeadline());
    return continueOrTimeOut(task, running.polled(earlier(now.plus(wait), deadline)), now);
  }

  /** "Completed" without a link: relays lag. Not done, not failed, until patience ends. */
  private Optional<Decision> doneWithoutFile(Task task, Running running, Instant now) {
    Running updated = running.completedWithoutFile(now);
    Instant doneAt = updated.doneAt();
    if (doneAt != null && !now.isBefore(doneAt.plus(TrackingConfig.FILE_TIMEOUT))) {
      return TaskTransitions.failed(
          task, Failure.of(FailureKind.NO_FILE, "completed without a link"), now);
    }
    return Decision.of(task, updated.polled(now.plus(schedule.backoff(1))));
  }

  private Optional<Decision> missing(Task task, Running running, Failure failure, Instant now) {
    Running updated = running.missed(now);
    Instant since = updated.missingSince();
    if (updated.missing() >= TrackingConfig.MIN_MISSING_POLLS
        && since != null
        && !now.isBefore(since.plus(TrackingConfig.MIN_MISSING_TIME))) {
      return TaskTransitions.failed(task, failure, now);
    }
    Duration wait = schedule.backoff(updated.missing());
    return continueOrTimeOut(task, updated.polled(now.plus(wait)), now);
  }

  private static Optional<Decision> continueOrTimeOut(Task task, Running next, Instant now) {
    Instant deadline = next.since().plus(task.offer().hardDeadline());
    return now.isBefore(deadline)
        ? Decision.of(task, next)
        : TaskTransitions.failed(
            task, Failure.of(FailureKind.TIMED_OUT, "nothing came until the deadline"), now);
  }

  Optional<Decision> fetchFailed(Task task, FetchResult result, Instant now) {
    if (!(task.state() instanceof Running running) || running.result() == null) {
      return Optional.empty();
    }
    return switch (result) {
      case FetchResult.Fetched _ -> Optional.empty();
      case FetchResult.RetryLater(Failure failure, Duration retryAfter) ->
          running.fetches() + 1 >= TrackingConfig.MAX_FETCH_ATTEMPTS
              ? TaskTransitions.failed(task, failure, now)
              : retryFetch(task, running, retryAfter, now);
      case FetchResult.LinkDead(Failure failure) ->
          running.linkRefreshed()
              ? TaskTransitions.failed(task, failure, now)
              : Decision.of(task, running.linkExpired(now));
      case FetchResult.Refused(Failure failure) -> TaskTransitions.failed(task, failure, now);
    };
  }

  Optional<Decision> fileInvalid(Task task, Failure failure, Instant now) {
    if (!(task.state() instanceof Running running) || running.result() == null) {
      return Optional.empty();
    }
    return running.fetches() + 1 >= TrackingConfig.MAX_INVALID_FILES
        ? TaskTransitions.failed(task, failure, now)
        : retryFetch(task, running, null, now);
  }

  /** READY, and the price is settled: the provider has charged it. */
  Optional<Decision> fileStored(Task task, Video video, Instant now) {
    if (!(task.state() instanceof Running running) || running.result() == null) {
      return Optional.empty();
    }
    TaskState next =
        task.withheld()
            ? DeliveryTransitions.keptAfterCancel(video, false, now)
            : new TaskState.Ready(now, video, false, now);
    return Decision.of(task, next, List.of(LedgerEntry.settle(task)));
  }

  private static Optional<Decision> retryFetch(
      Task task, Running running, @Nullable Duration retryAfter, Instant now) {
    long grown = Math.min(1L << Math.min(running.fetches(), 6), MAX_FETCH_RETRY_SECONDS);
    long asked = retryAfter == null ? 0 : retryAfter.toSeconds();
    long granted = Math.min(asked, halfOfLinkLife(running, now).toSeconds());
    return Decision.of(task, running.fetchFailed(now.plusSeconds(Math.max(grown, granted))));
  }

  /** Who asks to wait must not be the reason that the link dies. */
  private static Duration halfOfLinkLife(Running running, Instant now) {
    RemoteFile file = running.result();
    Instant end = file == null ? null : file.expiresAt();
    return end == null || !now.isBefore(end)
        ? Duration.ofSeconds(MAX_FETCH_RETRY_SECONDS)
        : Duration.between(now, end).dividedBy(2);
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }

  /** Spread without chance of its own: the same task and poll give the same number. */
  private static double jitter(Task task, int polls) {
    return Math.floorMod(task.id().value().hashCode() * 31 + polls * 7919, 1000) / 1000.0;
  }
}
