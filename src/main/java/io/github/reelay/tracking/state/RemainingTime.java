package io.github.reelay.tracking.state;

import io.github.reelay.task.Offer;
import io.github.reelay.task.Progress;
import io.github.reelay.task.TaskState;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How long a running task will still take: by its pace, else the provider's word, else what is
 * typical.
 */
final class RemainingTime {
  /**
   * So many points missed while the percentage stood still show that it moves in leaps; one that is
   * told in fives never misses as many.
   */
  private static final double LEAP = 8;

  private RemainingTime() {}

  /** About how long still; zero or negative when it should be over by now. */
  static Duration remaining(TaskState.Running running, Offer offer, Instant now) {
    Instant end = running.progress().expectedEnd();
    if (end != null && isByWord(running, now)) {
      return Duration.between(now, end);
    }
    Duration byPace = byPace(running.progress(), running.since(), now);
    return byPace != null ? byPace : offer.typical().minus(Duration.between(running.since(), now));
  }

  /**
   * Whether the provider's own word of the end counts. The pace goes before it, but a pace taken
   * from leaps is rough: then the word is the better guide, unless it is wildly off (relays that
   * say 600 s and take 155 have been seen).
   */
  static boolean isByWord(TaskState.Running running, Instant now) {
    Progress told = running.progress();
    Instant end = told.expectedEnd();
    Duration byPace = byPace(told, running.since(), now);
    Instant percentAt = told.percentAt();
    Integer percent = told.percent();
    if (end == null || byPace == null || percentAt == null || percent == null) {
      return end != null;
    }
    double still = Duration.between(percentAt, now).toMillis();
    double missed = (100 - percent) * still / Math.max(1, still + byPace.toMillis());
    double whole = Duration.between(running.since(), now.plus(byPace)).toMillis();
    double said = Duration.between(running.since(), end).toMillis();
    return missed >= LEAP && now.isBefore(end) && said < 2 * whole && whole < 2 * said;
  }

  /** Longer than usual: a good deal over what is typical, and not because its own pace says so. */
  static boolean overdue(TaskState.Running running, Offer offer, Instant now) {
    Duration elapsed = Duration.between(running.since(), now);
    return elapsed.compareTo(offer.typical().multipliedBy(2)) > 0
        && remaining(running, offer, now).compareTo(offer.typical()) < 0;
  }

  private static @Nullable Duration byPace(Progress told, Instant since, Instant now) {
    Integer percent = told.percent();
    Instant at = told.percentAt();
    Integer basePercent = told.basePercent();
    Instant baseAt = told.baseAt();
    if (percent == null || at == null || basePercent == null || baseAt == null || percent <= 0) {
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
