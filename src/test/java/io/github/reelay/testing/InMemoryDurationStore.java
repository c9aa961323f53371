package io.github.reelay.testing;

import io.github.reelay.tracking.duration.DurationStore;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Measured times in memory; keeps all. */
public final class InMemoryDurationStore implements DurationStore {
  public final List<Measurement> measured = new CopyOnWriteArrayList<>();

  @Override
  public void add(Measurement measurement) {
    measured.add(measurement);
  }

  @Override
  public List<Measurement> all() {
    return List.copyOf(measured);
  }
}
