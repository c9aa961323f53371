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

/** What happens to a task while the provider has it: polls and the fetch of the file. Pure. */
final class RunningTransitions {
  /** Gaps between tries to fetch: short at first (links lag by seconds), then up to a minute. */
  private static final long LONGEST_FETCH_GAP_SECONDS = 60;

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
      case PollResult.Done(RemoteFile file) -> done(task, running, file, now);
      case PollResult.DoneWithoutFile _ -> withoutFile(task, running, now);
      case PollResult.Failed(Failure failure) -> TaskTransitions.failed(task, failure, now);
      case PollResult.Missing(Failure failure) -> missing(task, running, failure, now);
      case PollResult.Unclear unclear -> unclear(task, running, unclear.retryAfter(), now);
      case PollResult.Barred _ ->
          unlessTooLate(task, polledAgain(running, TrackingConfig.BARRED_POLL, now), now);
    };
  }

  private Optional<Decision> working(
      Task task, Running running, PollResult.Working told, Instant now) {
    Duration remaining = told.remaining();
    Progress progress =
        running
            .progress()
            .told(told.percent(), remaining == null ? null : now.plus(remaining), now);
    Running known = next(running, progress, now, 0, null, running.doneAt());
    Duration wait = schedule.next(known, task.offer(), now, chance(task, running.polls()));
    return unlessTooLate(task, polledAgain(known, wait, now), now);
  }

  /**
   * Nothing was learnt: the plan goes on, but not at its closest, and never before the provider
   * allows.
   */
  private Optional<Decision> unclear(
      Task task, Running running, @Nullable Duration retryAfter, Instant now) {
    Duration planned = schedule.next(running, task.offer(), now, chance(task, running.polls()));
    Duration least = schedule.afterTrouble(0, retryAfter);
    Duration wait = planned.compareTo(least) > 0 ? planned : least;
    return unlessTooLate(task, polledAgain(running, wait, now), now);
  }

  private static Optional<Decision> done(Task task, Running running, RemoteFile file, Instant now) {
    return Decision.of(
        task,
        new Running(
            running.since(),
            running.remoteId(),
            running.progress(),
            running.polls() + 1,
            now,
            0,
            null,
            file,
            now,
            0,
            running.linkRefreshed()));
  }

  /** "Completed" without a link: relays lag. Not done, not failed, until patience ends. */
  private Optional<Decision> withoutFile(Task task, Running running, Instant now) {
    Instant doneAt = running.doneAt() == null ? now : running.doneAt();
    if (!now.isBefore(doneAt.plus(TrackingConfig.FILE_PATIENCE))) {
      return TaskTransitions.failed(
          task, Failure.of(FailureKind.NO_FILE, "completed without a link"), now);
    }
    Duration wait = schedule.afterTrouble(1, null);
    return Decision.of(
        task, polledAgain(next(running, running.progress(), now, 0, null, doneAt), wait, now));
  }

  private Optional<Decision> missing(Task task, Running running, Failure failure, Instant now) {
    int times = running.missing() + 1;
    Instant since = running.missingSince() == null ? now : running.missingSince();
    if (times >= TrackingConfig.MISSING_TIMES
        && !now.isBefore(since.plus(TrackingConfig.MISSING_FOR))) {
      return TaskTransitions.failed(task, failure, now);
    }
    Running known = next(running, running.progress(), now, times, since, running.doneAt());
    return unlessTooLate(task, polledAgain(known, schedule.afterTrouble(times, null), now), now);
  }

  private static Optional<Decision> unlessTooLate(Task task, Running next, Instant now) {
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
      case FetchResult.Again(Failure failure, Duration retryAfter) ->
          running.fetches() + 1 >= TrackingConfig.MOST_FETCHES
              ? TaskTransitions.failed(task, failure, now)
              : fetchAgain(task, running, retryAfter, now);
      case FetchResult.LinkDead(Failure failure) ->
          running.linkRefreshed()
              ? TaskTransitions.failed(task, failure, now)
              : askForLink(task, running, now);
      case FetchResult.Refused(Failure failure) -> TaskTransitions.failed(task, failure, now);
    };
  }

  Optional<Decision> fileUnfit(Task task, Failure failure, Instant now) {
    if (!(task.state() instanceof Running running) || running.result() == null) {
      return Optional.empty();
    }
    return running.fetches() + 1 >= TrackingConfig.MOST_UNFIT
        ? TaskTransitions.failed(task, failure, now)
        : fetchAgain(task, running, null, now);
  }

  /** READY, and the price is settled: the provider has charged it. */
  Optional<Decision> fileTaken(Task task, Video video, Instant now) {
    if (!(task.state() instanceof Running running) || running.result() == null) {
      return Optional.empty();
    }
    TaskState next =
        task.withheld()
            ? DeliveryTransitions.keptAfterCancel(video, false, now)
            : new TaskState.Ready(now, video, false, now);
    return Decision.of(task, next, List.of(LedgerEntry.settle(task)));
  }

  private static Optional<Decision> fetchAgain(
      Task task, Running running, @Nullable Duration retryAfter, Instant now) {
    long grown = Math.min(1L << Math.min(running.fetches(), 6), LONGEST_FETCH_GAP_SECONDS);
    long asked = retryAfter == null ? 0 : retryAfter.toSeconds();
    return Decision.of(
        task,
        new Running(
            running.since(),
            running.remoteId(),
            running.progress(),
            running.polls(),
            now.plusSeconds(Math.max(grown, asked)),
            0,
            null,
            running.result(),
            running.doneAt(),
            running.fetches() + 1,
            running.linkRefreshed()));
  }

  /** The link died: the task itself is asked once more, which brings a fresh one. */
  private static Optional<Decision> askForLink(Task task, Running running, Instant now) {
    return Decision.of(
        task,
        new Running(
            running.since(),
            running.remoteId(),
            running.progress(),
            running.polls(),
            now,
            0,
            null,
            null,
            null,
            0,
            true));
  }

  private static Running next(
      Running running,
      Progress progress,
      Instant nextPoll,
      int missing,
      @Nullable Instant missingSince,
      @Nullable Instant doneAt) {
    return new Running(
        running.since(),
        running.remoteId(),
        progress,
        running.polls(),
        nextPoll,
        missing,
        missingSince,
        running.result(),
        doneAt,
        running.fetches(),
        running.linkRefreshed());
  }

  private static Running polledAgain(Running running, Duration wait, Instant now) {
    return new Running(
        running.since(),
        running.remoteId(),
        running.progress(),
        running.polls() + 1,
        now.plus(wait),
        running.missing(),
        running.missingSince(),
        running.result(),
        running.doneAt(),
        running.fetches(),
        running.linkRefreshed());
  }

  /** Spread without chance of its own: the same task and poll give the same number. */
  private static double chance(Task task, int polls) {
    return Math.floorMod(task.id().value().hashCode() * 31 + polls * 7919, 1000) / 1000.0;
  }
}
