package io.github.reelay.tracking.state;

import io.github.reelay.task.Offer;
import io.github.reelay.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The schedule of polls: the next one after half of the remaining time, within bounds. Halving
 * comes close to the end with few polls: a two-minute task is seen done within a second of its end
 * with about ten polls.
 */
final class PollSchedule {
  /**
   * Nobody waits for it any more, so it is asked about rarely, for as long as its file may live.
   */
  private static final Duration MIN_LATE_POLL_INTERVAL = Duration.ofMinutes(5);

  private static final Duration MAX_LATE_POLL_INTERVAL = Duration.ofHours(1);

  private static final Duration MAX_FILE_POLL_INTERVAL = Duration.ofMinutes(10);

  private final TrackingConfig config;

  PollSchedule(TrackingConfig config) {
    this.config = config;
  }

  /**
   * The wait before the next poll.
   *
   * @param chance 0 to 1, spreads polls of tasks that began together (at most 5 % either way)
   */
  Duration nextDelay(TaskState.Running running, Offer offer, Instant now, double chance) {
    Duration remaining = RemainingTimeEstimator.remaining(running, offer, now);
    Duration wait =
        remaining.isPositive()
            ? delayBeforeEnd(remaining, running, now)
            : delayWhenLate(remaining.negated(), running);
    Duration maxWait =
        RemainingTimeEstimator.isOverdue(running, offer, now)
            ? max(config.maxPollInterval(), TrackingConfig.OVERDUE_POLL_INTERVAL)
            : config.maxPollInterval();
    Duration bounded = max(config.minPollInterval(), min(wait, maxWait));
    return Duration.ofMillis((long) (bounded.toMillis() * (0.95 + 0.1 * chance)));
  }

  /**
   * A named end that is near is met by one look just after it: halving would come just short of it,
   * and once more a shortest wait later.
   */
  private Duration delayBeforeEnd(Duration remaining, TaskState.Running running, Instant now) {
    boolean near = remaining.compareTo(config.minPollInterval().multipliedBy(2)) < 0;
    return near && RemainingTimeEstimator.usesProviderEstimate(running, now)
        ? remaining.plus(config.minPollInterval().dividedBy(4))
        : remaining.dividedBy(2);
  }

  /** Past the estimate: closely at first, then ever slower, as the estimate has proven wrong. */
  private Duration delayWhenLate(Duration overdueBy, TaskState.Running running) {
    return running.progress().percent() == null ? overdueBy.dividedBy(4) : overdueBy.dividedBy(2);
  }

  /**
   * The wait after nothing was learnt, growing.
   *
   * @param times how often in a row
   */
  Duration backoff(int times) {
    Duration exponential = config.minPollInterval().multipliedBy(2L << Math.min(times, 5));
    return max(config.minPollInterval(), min(exponential, config.maxPollInterval()));
  }

  /**
   * The wait that was asked for, as far as it is granted: a relay that says "in a day" would let
   * the task run into its deadline, and the finished file's link out.
   *
   * @param planned the wait without it
   */
  Duration granted(Duration planned, @Nullable Duration retryAfter) {
    return retryAfter == null
        ? planned
        : max(planned, min(retryAfter, planned.plus(config.maxPollInterval())));
  }

  /** The wait before a task that nothing final was said of is asked about once more. */
  Duration lateDelay(Instant lostAt, Instant now) {
    return max(MIN_LATE_POLL_INTERVAL, min(MAX_LATE_POLL_INTERVAL, quarterSince(lostAt, now)));
  }

  /** The wait for the link of a completed task: seconds at first, minutes when it stays away. */
  Duration fileDelay(Instant doneAt, Instant now) {
    return max(backoff(1), min(MAX_FILE_POLL_INTERVAL, quarterSince(doneAt, now)));
  }

  private static Duration quarterSince(Instant moment, Instant now) {
    return Duration.between(moment, now).dividedBy(4);
  }

  static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
