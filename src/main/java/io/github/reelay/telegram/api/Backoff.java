package io.github.reelay.telegram.api;

import java.time.Duration;

/** A growing delay between tries, half a second to half a minute. Not thread-safe. */
public final class Backoff {
  private static final Duration FIRST = Duration.ofMillis(500);
  private static final Duration LONGEST = Duration.ofSeconds(30);

  private Duration next = FIRST;

  public Duration next() {
    Duration now = next;
    Duration doubled = now.multipliedBy(2);
    next = doubled.compareTo(LONGEST) > 0 ? LONGEST : doubled;
    return now;
  }

  public void reset() {
    next = FIRST;
  }
}
