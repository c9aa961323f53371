package io.github.reelay.tracking.state;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskState.Running;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.state.TaskTransitions.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The transitions of a completed task whose file is to be fetched. Pure. */
final class FetchTransitions {
  /** Gaps between tries to fetch: short at first (links lag by seconds), then a minute ... */
  private static final long FETCH_RETRY_SECONDS = 60;

  /** ... for about half an hour; a server that is down for longer is asked every ten minutes. */
  private static final int QUICK_FETCHES = 30;

  private static final long MAX_FETCH_RETRY_SECONDS = 600;

  /** As long as a file server may let us wait where the link's end is not known. */
  private static final Duration MAX_FETCH_WAIT = Duration.ofMinutes(30);

  Optional<Decision> failed(Task task, FetchResult result, Instant now) {
    if (!(task.state() instanceof Running running) || running.result() == null) {
      return Optional.empty();
    }
    return switch (result) {
      case FetchResult.Fetched _ -> Optional.empty();
      case FetchResult.NotStored(String detail) ->
          RunningTransitions.isFetchOver(running, now)
              ? RunningTransitions.unfetched(task, Failure.of(FailureKind.BAD_FILE, detail), now)
              : Decision.of(task, running.delayed(now.plus(TrackingConfig.STORE_RETRY_DELAY)));
      case FetchResult.RetryLater(Failure failure, Duration retryAfter) ->
          isExpired(running, now)
              ? askForFreshLink(task, running, failure, now)
              : retryFetch(task, running, failure, retryAfter, now);
      case FetchResult.LinkDead(Failure failure) -> askForFreshLink(task, running, failure, now);
      case FetchResult.Refused(Failure failure) ->
          failure.kind() == FailureKind.VIDEO_TOO_LARGE
              ? RunningTransitions.unfetched(task, failure, now)
              : askForFreshLink(task, running, failure, now);
    };
  }

  /** What is no video is fetched again; after a few times perhaps another link has one. */
  Optional<Decision> fileInvalid(Task task, Failure failure, Instant now) {
    if (!(task.state() instanceof Running running) || running.result() == null) {
      return Optional.empty();
    }
    return (running.fetches() + 1) % TrackingConfig.MAX_INVALID_FILES == 0
        ? askForFreshLink(task, running, failure, now)
        : retryFetch(task, running, failure, null, now);
  }

  /** READY. A task of before the price was settled at completion is settled now. */
  Optional<Decision> fileStored(Task task, Video video, Instant now) {
    if (!(task.state() instanceof Running running) || running.result() == null) {
      return Optional.empty();
    }
    TaskState.Ready ready =
        running.interrupted() == null
            ? TaskState.Ready.stored(now, video)
            : running.interrupted().storedAgain(now, video);
    TaskState next = task.withheld() ? DeliveryTransitions.keptAfterCancel(ready, now) : ready;
    return RunningTransitions.settled(task, next, null);
  }

  private static Optional<Decision> retryFetch(
      Task task, Running running, Failure failure, @Nullable Duration retryAfter, Instant now) {
    if (RunningTransitions.isFetchOver(running, now)) {
      return RunningTransitions.unfetched(task, failure, now);
    }
    Duration asked = retryAfter == null ? Duration.ZERO : retryAfter;
    Duration grown = fetchDelay(running);
    Duration wait =
        asked.compareTo(grown) > 0 ? PollSchedule.min(asked, maxWait(running, now)) : grown;
    return Decision.of(task, running.fetchFailed(now.plus(wait)));
  }

  /** Who asks to wait must not be the reason that the link dies. */
  private static Duration maxWait(Running running, Instant now) {
    RemoteFile file = running.result();
    Instant end = file == null ? null : file.expiresAt();
    return end == null || !now.isBefore(end)
        ? MAX_FETCH_WAIT
        : Duration.between(now, end).dividedBy(2);
  }

  /** The first time at once: a link that died has a living successor. */
  private static Optional<Decision> askForFreshLink(
      Task task, Running running, Failure failure, Instant now) {
    if (RunningTransitions.isFetchOver(running, now)) {
      return RunningTransitions.unfetched(task, failure, now);
    }
    Instant next = running.linkRefreshed() ? now.plus(fetchDelay(running)) : now;
    return Decision.of(task, running.linkExpired(next));
  }

  private static Duration fetchDelay(Running running) {
    long seconds =
        running.fetches() < QUICK_FETCHES
            ? Math.min(1L << Math.min(running.fetches(), 6), FETCH_RETRY_SECONDS)
            : MAX_FETCH_RETRY_SECONDS;
    return Duration.ofSeconds(seconds);
  }

  private static boolean isExpired(Running running, Instant now) {
    RemoteFile file = running.result();
    return file != null && file.expiresAt() != null && !now.isBefore(file.expiresAt());
  }
}
