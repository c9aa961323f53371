package io.github.reelay.tracking.simulation;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** A clock that moves only when it is told to. */
public final class SimClock implements InstantSource {
  private Instant now = Instant.parse("2026-11-20T08:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }

  public void reach(Instant moment) {
    if (moment.isAfter(now)) {
      now = moment;
    }
  }
}
