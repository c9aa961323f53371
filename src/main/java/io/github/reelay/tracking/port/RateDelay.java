package io.github.reelay.tracking.port;

import java.time.Duration;

/**
 * The delay that a platform's own rate puts before the next call: what one chat bears, and what the
 * platform bears from us in all.
 */
public record RateDelay(Duration ofChat, Duration ofPlatform) {
  public static final RateDelay NONE = new RateDelay(Duration.ZERO, Duration.ZERO);
}
