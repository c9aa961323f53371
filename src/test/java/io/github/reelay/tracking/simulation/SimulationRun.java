package io.github.reelay.tracking.simulation;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.slf4j.LoggerFactory;

/**
 * Runs worlds by the million, outside of the build: {@code SimulationRun FIRST SEEDS [BROKEN
 * [WORKERS]]}. Prints the seed of each world in which something was violated and how far it is, and
 * ends with {@link #VIOLATED} if there are any. After so many broken ones (20) the others are left
 * out. Each worker runs one world at a time; there is one for each processor.
 */
final class SimulationRun {
  /** Not what a virtual machine ends with that fails by itself. */
  static final int VIOLATED = 3;

  private static final Duration PROGRESS_INTERVAL = Duration.ofMinutes(1);

  private final long first;
  private final long seeds;
  private final int enough;
  private final AtomicLong begun = new AtomicLong();
  private final AtomicLong ended = new AtomicLong();
  private final Map<Long, List<String>> broken = new ConcurrentSkipListMap<>();

  private SimulationRun(long first, long seeds, int enough) {
    this.first = first;
    this.seeds = seeds;
    this.enough = enough;
  }

  public static void main(String[] arguments) throws InterruptedException {
    long first = Long.parseLong(arguments[0]);
    long seeds = Long.parseLong(arguments[1]);
    int enough = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 20;
    int workers = arguments.length > 3 ? Integer.parseInt(arguments[3]) : processors();
    SimulationRun run = new SimulationRun(first, seeds, enough);
    run.run(workers);
    System.exit(run.broken.isEmpty() ? 0 : VIOLATED);
  }

  /** What is violated, by seed. */
  static Map<Long, List<String>> broken(long first, long seeds, int enough)
      throws InterruptedException {
    SimulationRun run = new SimulationRun(first, seeds, enough);
    run.run(processors());
    return run.broken;
  }

  private static int processors() {
    return Runtime.getRuntime().availableProcessors();
  }

  private void run(int workers) throws InterruptedException {
    // The worlds are full of trouble, and every bit of it would be logged with its stack.
    Logger log = (Logger) LoggerFactory.getLogger("io.github.reelay.tracking");
    log.setLevel(Level.OFF);
    long start = System.nanoTime();
    // What a world does beside a call has a thread, too: to change between virtual ones is cheap.
    try (ExecutorService threads =
        Executors.newFixedThreadPool(workers, Thread.ofVirtual().factory())) {
      for (int i = 0; i < workers; i++) {
        threads.execute(this::work);
      }
      threads.shutdown();
      while (!threads.awaitTermination(PROGRESS_INTERVAL.toSeconds(), TimeUnit.SECONDS)) {
        report(start);
      }
    }
    report(start);
    log.setLevel(null);
  }

  private void work() {
    for (long i = begun.getAndIncrement();
        i < seeds && broken.size() < enough;
        i = begun.getAndIncrement()) {
      long seed = first + i;
      List<String> violations = violations(seed);
      if (!violations.isEmpty()) {
        broken.put(seed, violations);
        System.out.println(seed + " " + violations.getFirst());
      }
      ended.incrementAndGet();
    }
  }

  /** Of a world that breaks off, too. */
  private static List<String> violations(long seed) {
    try {
      return Simulation.run(seed);
    } catch (RuntimeException | Error e) {
      return List.of("thrown: " + e);
    }
  }

  private void report(long start) {
    double seconds = (System.nanoTime() - start) / 1e9;
    System.err.printf(
        "%d of %d seeds, %d broken, %.0f a second%n",
        ended.get(), seeds, broken.size(), ended.get() / seconds);
  }
}
