package io.github.reelay.tracking;

import io.github.reelay.task.Offer;
import io.github.reelay.task.Progress;
import io.github.reelay.task.TaskState;
import java.time.Duration;
import java.time.Instant;

/**
 * How long a running task will still take: by its pace, else the provider's word, else what is
 * typical.
 */
final class Estimate {
  private Estimate() {}

  /** About how long still; zero or negative when it should be over by now. */
  static Duration remaining(TaskState.Running running, Offer offer, Instant now) {
    Progress told = running.progress();
    Duration byPace = byPace(told, running.since(), now);
    if (byPace != null) {
      return byPace;
    }
    Instant end = told.expectedEnd();
    return end != null
        ? Duration.between(now, end)
        : offer.typical().minus(Duration.between(running.since(), now));
  }

  /** Longer than usual: a good deal over what is typical, and not because its own pace says so. */
  static boolean overdue(TaskState.Running running, Offer offer, Instant now) {
    Duration elapsed = Duration.between(running.since(), now);
    return elapsed.compareTo(offer.typical().multipliedBy(2)) > 0
        && remaining(running, offer, now).compareTo(offer.typical()) < 0;
  }

  private static @org.jspecify.annotations.Nullable Duration byPace(
      Progress told, Instant since, Instant now) {
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
