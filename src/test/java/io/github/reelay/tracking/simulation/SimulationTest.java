package io.github.reelay.tracking.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/**
 * Thousands of worlds, each decided by its seed; {@link SimulationRun} runs millions of them.
 *
 * <p>A failing seed is replayed with {@code -Dreelay.simulation.first=SEED
 * -Dreelay.simulation.seeds=1}.
 */
class SimulationTest {
  private static final long FIRST = Long.getLong("reelay.simulation.first", 1);
  private static final long SEEDS = Long.getLong("reelay.simulation.seeds", 20_000);

  @Test
  void whateverHappensEveryTaskIsPaidOnceDeliveredOnceAndToldItsEnd() throws InterruptedException {
    assertThat(SimulationRun.broken(FIRST, SEEDS, Integer.MAX_VALUE))
        .as("seeds with violations")
        .isEmpty();
  }
}
