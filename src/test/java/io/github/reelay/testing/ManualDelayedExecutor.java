package io.github.reelay.testing;

import io.github.reelay.tracking.port.DelayedExecutor;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs what is to be done later when the test says so, and moves the clock there. */
public final class ManualDelayedExecutor implements DelayedExecutor {
  private record Later(Instant at, Runnable work) {}

  private final SettableClock clock;
  private final List<Later> later = new ArrayList<>();

  public ManualDelayedExecutor(SettableClock clock) {
    this.clock = clock;
  }

  @Override
  public void runAfter(Duration wait, Runnable work) {
    later.add(new Later(clock.instant().plus(wait), work));
  }

  public int waiting() {
    return later.size();
  }

  /** Does everything that is due within this time, in its order. */
  public void advance(Duration time) {
    Instant end = clock.instant().plus(time);
    while (true) {
      Later next =
          later.stream()
              .filter(l -> !l.at().isAfter(end))
              .min(Comparator.comparing(Later::at))
              .orElse(null);
      if (next == null) {
        clock.advanceTo(end);
        return;
      }
      later.remove(next);
      clock.advanceTo(next.at());
      next.work().run();
    }
  }

  /** Does what is to be done at once. */
  public void settle() {
    advance(Duration.ZERO);
  }
}
