package io.github.reelay.tracking.port;

import java.time.Duration;

/**
 * How often a platform lets a status message be edited while a task runs. The first and the last
 * word are always shown.
 *
 * @param gap the least time between two edits
 * @param mostEdits edits per task in all; the last two are kept for last words
 */
public record EditRate(Duration gap, int mostEdits) {
  /** Further edits stretch the gap, so that few edits cover a long task. */
  public Duration gapAfter(int edits) {
    return mostEdits == Integer.MAX_VALUE ? gap : gap.multipliedBy(1L << Math.min(edits, 8));
  }
}
