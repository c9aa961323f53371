package io.github.reelay.tracking.port;

import java.time.Duration;

/**
 * An executor of work after a delay, on a thread that may block. Not durable: for what the sweep
 * would find anyway.
 */
@FunctionalInterface
public interface DelayedExecutor {
  void runAfter(Duration wait, Runnable work);
}
