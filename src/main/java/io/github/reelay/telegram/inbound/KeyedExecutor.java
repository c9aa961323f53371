package io.github.reelay.telegram.inbound;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * An executor that runs work of one key in order and different keys beside each other. Thread-safe.
 */
final class KeyedExecutor {
  private final ConcurrentHashMap<String, CompletableFuture<Void>> ends = new ConcurrentHashMap<>();
  private final Executor threads;

  KeyedExecutor(Executor threads) {
    this.threads = threads;
  }

  /**
   * @param work must not throw
   */
  void add(String lane, Runnable work) {
    CompletableFuture<Void> end =
        ends.compute(
            lane,
            (_, before) ->
                (before == null ? CompletableFuture.<Void>completedFuture(null) : before)
                    .thenRunAsync(work, threads));
    var _ = end.whenCompleteAsync((_, _) -> ends.remove(lane, end), threads);
  }
}
