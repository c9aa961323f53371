package io.github.reelay.tracking.port;

import java.time.Duration;

/**
 * The limits of a platform on editing a status message while a task runs. The first and the last
 * word are always shown.
 *
 * @param minInterval the least time between two edits
 * @param maxEdits edits per task in all; the last two are kept for last words
 */
public record EditLimits(Duration minInterval, int maxEdits) {
  /** Further edits stretch the gap, so that few edits cover a long task. */
  public Duration intervalAfter(int edits) {
    return maxEdits == Integer.MAX_VALUE
        ? minInterval
        : minInterval.multipliedBy(1L << Math.min(edits, 8));
  }
}
