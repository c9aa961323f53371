package io.github.reelay.tracking.state;

import io.github.reelay.task.Offer;
import io.github.reelay.task.Progress;
import io.github.reelay.task.TaskState;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The estimator of a running task's remaining time: by its pace, else the provider's word, else
 * what is typical.
 */
final class RemainingTimeEstimator {
  /**
   * So many points missed while the percentage stood still show that it moves in leaps; one that is
   * told in fives never misses as many.
   */
  private static final double LEAP_THRESHOLD_PERCENT = 8;

  /** Steps from this size on (fifths, quarters, halves) say nothing of the pace. */
  private static final int COARSE_STEP_PERCENT = 20;

  private RemainingTimeEstimator() {}

  /** About how long still; zero or negative when it should be over by now. */
  static Duration remaining(TaskState.Running running, Offer offer, Instant now) {
    Instant end = running.progress().expectedEnd();
    Duration extrapolated = extrapolate(running.progress(), running.since(), now);
    if (extrapolated != null) {
      return end != null && usesProviderEstimate(running, now)
          ? Duration.between(now, end)
          : extrapolated;
    }
    Duration elapsed = Duration.between(running.since(), now);
    Duration whole = offer.typical();
    Duration most = most(running.progress(), running.since());
    if (end != null) {
      whole = Duration.between(running.since(), end);
      most = most == null ? null : most.multipliedBy(2); // unless it is wildly off
    }
    // One that has gone on for longer does not count evenly.
    if (most != null && elapsed.compareTo(most) < 0) {
      whole = PollSchedule.min(whole, most);
    }
    return whole.minus(elapsed);
  }

  /**
   * How long it can take if a percentage that is told in large steps counts evenly: at 50, no more
   * than twice as long as when that was first seen. That it takes longer than up to the next step
   * is not certain: 30 may be followed by 80.
   */
  private static @Nullable Duration most(Progress progress, Instant since) {
    Integer percent = progress.percent();
    Instant percentAt = progress.percentAt();
    return percent == null || percentAt == null || percent <= 0
        ? null
        : Duration.between(since, percentAt).multipliedBy(100).dividedBy(percent);
  }

  /** The largest steps in which the percentages told so far can have been counted. */
  private static int step(Progress progress) {
    return BigInteger.valueOf(100)
        .gcd(BigInteger.valueOf(Objects.requireNonNullElse(progress.percent(), 0)))
        .gcd(BigInteger.valueOf(Objects.requireNonNullElse(progress.basePercent(), 0)))
        .intValue();
  }

  /**
   * Whether the provider's own word of the end counts. The pace goes before it, but a pace taken
   * from leaps is rough: then the word is the better guide, unless it is wildly off (relays that
   * say 600 s and take 155 have been seen).
   */
  static boolean usesProviderEstimate(TaskState.Running running, Instant now) {
    Progress progress = running.progress();
    Instant end = progress.expectedEnd();
    Duration extrapolated = extrapolate(progress, running.since(), now);
    Instant percentAt = progress.percentAt();
    Integer percent = progress.percent();
    if (end == null || extrapolated == null || percentAt == null || percent == null) {
      return end != null;
    }
    double still = Duration.between(percentAt, now).toMillis();
    double missed = (100 - percent) * still / Math.max(1, still + extrapolated.toMillis());
    double whole = Duration.between(running.since(), now.plus(extrapolated)).toMillis();
    double said = Duration.between(running.since(), end).toMillis();
    return missed >= LEAP_THRESHOLD_PERCENT
        && now.isBefore(end)
        && said < 2 * whole
        && whole < 2 * said;
  }

  /** Whether neither the task's own pace nor the provider's word says anything. */
  static boolean knowsNothing(TaskState.Running running, Instant now) {
    return running.progress().expectedEnd() == null
        && extrapolate(running.progress(), running.since(), now) == null;
  }

  /** Longer than usual: a good deal over what is typical, and not because its own pace says so. */
  static boolean isOverdue(TaskState.Running running, Offer offer, Instant now) {
    Duration elapsed = Duration.between(running.since(), now);
    return elapsed.compareTo(offer.typical().multipliedBy(2)) > 0
        && remaining(running, offer, now).compareTo(offer.typical()) < 0;
  }

  private static @Nullable Duration extrapolate(Progress progress, Instant since, Instant now) {
    Integer percent = progress.percent();
    Instant at = progress.percentAt();
    Integer basePercent = progress.basePercent();
    Instant baseAt = progress.baseAt();
    if (percent == null
        || at == null
        || basePercent == null
        || baseAt == null
        || percent <= 0
        || step(progress) >= COARSE_STEP_PERCENT) {
      return null;
    }
    boolean moved = percent > basePercent;
    double gained = moved ? percent - basePercent : percent;
    long millis = Duration.between(moved ? baseAt : since, at).toMillis();
    if (millis <= 0) {
      return null;
    }
    long whole = (long) ((100 - percent) * (millis / gained));
    return Duration.ofMillis(whole).minus(Duration.between(at, now));
  }
}
