package io.github.reelay.tracking.execution;

import java.time.Duration;
import java.util.Optional;
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
  final Semaphore fetches = new Semaphore(6);

  final Semaphore deliveries = new Semaphore(6);

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
