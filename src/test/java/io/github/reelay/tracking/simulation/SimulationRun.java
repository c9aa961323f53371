package io.github.reelay.tracking.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.LongStream;
import org.slf4j.LoggerFactory;

/**
 * Runs worlds by the million, outside of the build: {@code SimulationRun FIRST SEEDS [broken]}.
 * Prints the seeds of worlds in which something was violated, and ends with {@link #VIOLATED} if
 * there are any. After so many broken ones the others are left out.
 */
final class SimulationRun {
  /** Not what a virtual machine ends with that fails by itself. */
  static final int VIOLATED = 3;

  private SimulationRun() {}

  public static void main(String[] arguments) {
    long first = Long.parseLong(arguments[0]);
    long seeds = Long.parseLong(arguments[1]);
    int enough = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
    Map<Long, List<String>> broken = broken(first, seeds, enough);
    broken.forEach((seed, violations) -> System.out.println(seed + " " + violations.getFirst()));
    System.exit(broken.isEmpty() ? 0 : VIOLATED);
  }

  /** What is violated, by seed. */
  static Map<Long, List<String>> broken(long first, long seeds, int enough) {
    // The worlds are full of trouble, and every bit of it would be logged with its stack.
    Logger log = (Logger) LoggerFactory.getLogger("io.github.reelay.tracking");
    log.setLevel(Level.OFF);
    Map<Long, List<String>> broken = new TreeMap<>();
    LongStream.range(first, first + seeds)
        .parallel()
        .forEach(seed -> {
          if (isFewer(broken, enough)) {
            List<String> violations = Simulation.run(seed);
            if (!violations.isEmpty()) {
              synchronized (broken) {
                broken.put(seed, violations);
              }
            }
          }
        });
    log.setLevel(null);
    return broken;
  }

  private static boolean isFewer(Map<Long, List<String>> broken, int enough) {
    synchronized (broken) {
      return broken.size() < enough;
    }
  }
}
