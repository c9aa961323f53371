package io.github.reelay.testing;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/**
 * A clock that only a test moves, or that runs with the real time and can be put ahead of it.
 * Thread-safe.
 */
public final class SettableClock implements InstantSource {
  /** Where a standing clock begins. */
  public static final Instant START = Instant.parse("2026-11-20T08:00:00Z");

  private final InstantSource base;
  private volatile Duration ahead = Duration.ZERO;

  public SettableClock() {
    this(START);
  }

  public SettableClock(Instant start) {
    this(InstantSource.fixed(start));
  }

  private SettableClock(InstantSource base) {
    this.base = base;
  }

  /** A clock that runs, for libraries that compare with the real time. */
  public static SettableClock running() {
    return new SettableClock(InstantSource.system());
  }

  @Override
  public Instant instant() {
    return base.instant().plus(ahead);
  }

  public synchronized void advance(Duration time) {
    ahead = ahead.plus(time);
  }

  /** Advances to this moment, unless it is past. */
  public synchronized void advanceTo(Instant moment) {
    Duration time = Duration.between(instant(), moment);
    if (time.isPositive()) {
      advance(time);
    }
  }
}
