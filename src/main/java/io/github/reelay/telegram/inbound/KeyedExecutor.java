package io.github.reelay.telegram.inbound;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * An executor that runs work of one key in order and different keys beside each other. Thread-safe.
 */
final class KeyedExecutor {
  private final ConcurrentHashMap<String, CompletableFuture<Void>> tails =
      new ConcurrentHashMap<>();
  private final Executor threads;

  KeyedExecutor(Executor threads) {
    this.threads = threads;
  }

  /**
   * @param work must not throw
   */
  void execute(String key, Runnable work) {
    CompletableFuture<Void> tail =
        tails.compute(
            key,
            (_, previous) ->
                (previous == null ? CompletableFuture.<Void>completedFuture(null) : previous)
                    .thenRunAsync(work, threads));
    var _ = tail.whenCompleteAsync((_, _) -> tails.remove(key, tail), threads);
  }
}
