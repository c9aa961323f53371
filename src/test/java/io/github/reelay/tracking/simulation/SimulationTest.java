package io.github.reelay.tracking.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/**
 * Tens of thousands of worlds, each decided by its seed. A million of them:
 *
 * <pre>mvn -q test -Dtest=SimulationTest -Dreelay.simulation.seeds=1000000</pre>
 *
 * <p>A failing seed is replayed with {@code -Dreelay.simulation.first=SEED
 * -Dreelay.simulation.seeds=1}.
 */
class SimulationTest {
  private static final long FIRST = Long.getLong("reelay.simulation.first", 1);
  private static final long SEEDS = Long.getLong("reelay.simulation.seeds", 12_000);

  /** The worlds are full of trouble, and every bit of it would be logged with its stack. */
  @BeforeAll
  static void quiet() {
    ((Logger) LoggerFactory.getLogger("io.github.reelay.tracking")).setLevel(Level.OFF);
  }

  @AfterAll
  static void loud() {
    ((Logger) LoggerFactory.getLogger("io.github.reelay.tracking")).setLevel(null);
  }

  @Test
  void whateverHappensEveryTaskIsPaidOnceDeliveredOnceAndToldItsEnd() {
    Map<Long, Object> broken = new TreeMap<>();
    LongStream.range(FIRST, FIRST + SEEDS)
        .parallel()
        .forEach(seed -> {
          Object violations = verdict(seed);
          if (violations != null) {
            synchronized (broken) {
              broken.put(seed, violations);
            }
          }
        });
    assertThat(broken).as("seeds with violations").isEmpty();
  }

  private static @org.jspecify.annotations.Nullable Object verdict(long seed) {
    try {
      var violations = Simulation.run(seed);
      return violations.isEmpty() ? null : violations;
    } catch (RuntimeException | StackOverflowError e) {
      return e + " at " + e.getStackTrace()[0];
    }
  }
}
