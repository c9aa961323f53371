package io.github.reelay.discord;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that begins now (JDA compares with the real time) and is moved by the test. */
public final class MovableClock implements InstantSource {
  private volatile Duration ahead = Duration.ZERO;

  @Override
  public Instant instant() {
    return InstantSource.system().instant().plus(ahead);
  }

  public synchronized void move(Duration time) {
    ahead = ahead.plus(time);
  }
}
