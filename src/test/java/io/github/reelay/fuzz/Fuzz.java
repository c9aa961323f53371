package io.github.reelay.fuzz;

import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * Runs a check with many seeds. {@code -Dreelay.fuzz.runs=} says with how many, {@code
 * -Dreelay.fuzz.seed=} which is the first; a seed makes the same input every time.
 */
public final class Fuzz {
  /** Whatever takes longer than this on a busy machine goes round in circles. */
  private static final Duration LIMIT = Duration.ofSeconds(20);

  private static final int MAX_FAILURES = 5;

  private Fuzz() {}

  /** One run: makes an input from what it draws, and fails if what must hold does not. */
  @FunctionalInterface
  public interface Check {
    void run(SplittableRandom random) throws Throwable;
  }

  /**
   * @param test what to name on the command line for the seed to be run again
   * @param usualRuns how many there are in the ordinary build
   */
  public static void run(Class<?> test, int usualRuns, Check check) {
    long first = Long.getLong("reelay.fuzz.seed", 1);
    long runs = Long.getLong("reelay.fuzz.runs", usualRuns);
    List<Throwable> failures = new ArrayList<>();
    List<Long> seeds = new ArrayList<>();
    for (long seed = first; seed < first + runs && failures.size() < MAX_FAILURES; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      try {
        assertTimeoutPreemptively(LIMIT, () -> check.run(random));
      } catch (Throwable failure) {
        seeds.add(seed);
        failures.add(failure);
      }
    }
    if (!failures.isEmpty()) {
      AssertionError error =
          new AssertionError(
              "failing seeds %s; again: mvn test -Dtest=%s -Dreelay.fuzz.seed=%d -Dreelay.fuzz.runs=1"
                  .formatted(seeds, test.getSimpleName(), seeds.getFirst()),
              failures.getFirst());
      failures.stream().skip(1).forEach(error::addSuppressed);
      throw error;
    }
  }
}
