package io.github.reelay.tracking;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Runs what is to be done later when the test says so, and moves the clock there. */
final class HandDelay implements Delay {
  private record Later(Instant at, Runnable work) {}

  private final SimClock clock;
  private final List<Later> later = new ArrayList<>();

  HandDelay(SimClock clock) {
    this.clock = clock;
  }

  @Override
  public void after(Duration wait, Runnable work) {
    later.add(new Later(clock.instant().plus(wait), work));
  }

  int waiting() {
    return later.size();
  }

  /** Does everything that is due within this time, in its order. */
  void pass(Duration time) {
    Instant end = clock.instant().plus(time);
    while (true) {
      Later next =
          later.stream()
              .filter(l -> !l.at().isAfter(end))
              .min(Comparator.comparing(Later::at))
              .orElse(null);
      if (next == null) {
        clock.reach(end);
        return;
      }
      later.remove(next);
      clock.reach(next.at());
      next.work().run();
    }
  }

  /** Does what is to be done at once. */
  void settle() {
    pass(Duration.ZERO);
  }
}
