package io.github.reelay.telegram.api;

import java.time.Duration;

/** A growing delay between tries, half a second to half a minute. Not thread-safe. */
public final class Backoff {
  private static final Duration MIN_DELAY = Duration.ofMillis(500);
  private static final Duration MAX_DELAY = Duration.ofSeconds(30);

  private Duration next = MIN_DELAY;

  public Duration next() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : doubled;
    return now;
  }

  public void reset() {
    next = MIN_DELAY;
  }
}
