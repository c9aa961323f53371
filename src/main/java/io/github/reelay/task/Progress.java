package io.github.reelay.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The progress of a running task as its provider told it, with enough of the past to know its pace.
 *
 * @param percent the highest percentage told so far, 0 to 99; null when none was told
 * @param percentAt when that percentage was first seen
 * @param basePercent the first percentage told
 * @param baseAt when it was told
 * @param expectedEnd the provider's own estimate of the end
 * @param place in the provider's own queue, from 1; null when none was told, or it has begun
 */
public record Progress(
    @Nullable Integer percent,
    @Nullable Instant percentAt,
    @Nullable Integer basePercent,
    @Nullable Instant baseAt,
    @Nullable Instant expectedEnd,
    @Nullable Integer place) {
  public static final Progress NONE = new Progress(null, null, null, null, null, null);

  /** Never 100 before delivery: a bar that is full while nothing has arrived is a lie. */
  private static final int MAX_PERCENT = 99;

  /**
   * Takes in what a provider says now; a lower number than before is ignored (relays fall back).
   */
  public Progress withReport(@Nullable Integer now, @Nullable Instant end, Instant at) {
    if (now == null) {
      return new Progress(percent, percentAt, basePercent, baseAt, end, place);
    }
    int bounded = Math.clamp(now, 0, MAX_PERCENT);
    if (percent != null && bounded <= percent) {
      return new Progress(percent, percentAt, basePercent, baseAt, end, place);
    }
    return new Progress(
        bounded,
        at,
        basePercent == null ? bounded : basePercent,
        baseAt == null ? at : baseAt,
        end,
        place);
  }

  /** Its place is this now. */
  public Progress withPlace(@Nullable Integer now) {
    return new Progress(percent, percentAt, basePercent, baseAt, expectedEnd, now);
  }
}
