package io.github.reelay.tracking.execution;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/**
 * The bulkheads: bound how much of each kind of work is under way at once. Nobody waits for a
 * place: the task comes again in a moment, so one slow upload never keeps polls from running.
 */
public final class Bulkheads {
  /** Come again after this when a bulkhead is full. */
  static final Duration FULL_RETRY_DELAY = Duration.ofMillis(300);

  /** POSTs wait for a relay, not for us; many at once cost little. */
  final Semaphore submits = new Semaphore(32);

  final Semaphore polls = new Semaphore(64);

  /** Downloads and uploads share bandwidth and disk: few at once end sooner than many. */
  private static final int FETCHES = 6;

  private static final int DELIVERIES = 6;

  /** No chat shrinks a video below this; above it a delivery may take minutes of a processor. */
  private static final long LARGE_BYTES = 10_000_000;

  private final Map<String, Semaphore> fetches = new ConcurrentHashMap<>();
  private final Map<String, Semaphore> deliveries = new ConcurrentHashMap<>();

  /** A provider whose files come slowly holds up its own alone. */
  Semaphore fetches(String provider) {
    return fetches.computeIfAbsent(provider, _ -> new Semaphore(FETCHES));
  }

  /** A platform, and what has to be made smaller for it, hold up only themselves. */
  Semaphore deliveries(String platform, long bytes) {
    String kind = platform + (bytes > LARGE_BYTES ? " large" : "");
    return deliveries.computeIfAbsent(kind, _ -> new Semaphore(DELIVERIES));
  }

  /** Runs the work if there is a place; empty if there is none. */
  static <T> Optional<T> tryRun(Semaphore semaphore, Supplier<T> work) {
    if (!semaphore.tryAcquire()) {
      return Optional.empty();
    }
    try {
      return Optional.of(work.get());
    } finally {
      semaphore.release();
    }
  }
}
