package io.github.reelay.tracking.port;

import java.time.Duration;

/**
 * Runs work after a while, on a thread that may block. Not durable: for what the sweep would find
 * anyway.
 */
@FunctionalInterface
public interface DelayedExecutor {
  void runAfter(Duration wait, Runnable work);
}
