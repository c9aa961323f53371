package io.github.reelay.tracking.state;

import io.github.reelay.task.Offer;
import io.github.reelay.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * When to ask next: after half of the remaining time, within bounds. Halving comes close to the end
 * with few polls: a two-minute task is seen done within a second of its end with about ten polls.
 */
final class PollSchedule {
  private final TrackingConfig config;

  PollSchedule(TrackingConfig config) {
    this.config = config;
  }

  /**
   * The wait before the next poll.
   *
   * @param chance 0 to 1, spreads polls of tasks that began together (at most 5 % either way)
   */
  Duration next(TaskState.Running running, Offer offer, Instant now, double chance) {
    Duration remaining = RemainingTime.remaining(running, offer, now);
    Duration wait =
        remaining.isPositive()
            ? ahead(remaining, running, now)
            : late(remaining.negated(), running);
    Duration most =
        RemainingTime.overdue(running, offer, now)
            ? max(config.pollMax(), TrackingConfig.OVERDUE_POLL)
            : config.pollMax();
    Duration bounded = max(config.pollMin(), min(wait, most));
    return Duration.ofMillis((long) (bounded.toMillis() * (0.95 + 0.1 * chance)));
  }

  /**
   * A named end that is near is met by one look just after it: halving would come just short of it,
   * and once more a shortest wait later.
   */
  private Duration ahead(Duration remaining, TaskState.Running running, Instant now) {
    boolean near = remaining.compareTo(config.pollMin().multipliedBy(2)) < 0;
    return near && RemainingTime.isByWord(running, now)
        ? remaining.plus(config.pollMin().dividedBy(4))
        : remaining.dividedBy(2);
  }

  /** Past the estimate: closely at first, then ever slower, as the estimate has proven wrong. */
  private Duration late(Duration by, TaskState.Running running) {
    return running.progress().percent() == null ? by.dividedBy(4) : by.dividedBy(2);
  }

  /**
   * The wait after nothing was learnt: growing, and never before the provider allows.
   *
   * @param times how often in a row
   */
  Duration afterTrouble(int times, @Nullable Duration retryAfter) {
    Duration grown = config.pollMin().multipliedBy(2L << Math.min(times, 5));
    Duration bounded = max(config.pollMin(), min(grown, config.pollMax()));
    return retryAfter == null ? bounded : max(bounded, retryAfter);
  }

  private static Duration min(Duration a, Duration b) {
    return a.compareTo(b) <= 0 ? a : b;
  }

  private static Duration max(Duration a, Duration b) {
    return a.compareTo(b) >= 0 ? a : b;
  }
}
