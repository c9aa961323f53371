package io.github.reelay.tracking.execution;

import io.github.reelay.tracking.port.DelayedExecutor;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToIntFunction;

/**
 * The rate limiter of submits to a provider, per minute. Kept in memory: after a restart a relay
 * may get a few more, which it answers with 429. A minute is one of the executor's: whoever sets
 * the clock of the machine makes nobody wait. {@link QueueDispatcher} decides one at a time.
 */
final class SubmitRateLimiter {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final ToIntFunction<String> perMinute;
  private final DelayedExecutor delayedExecutor;
  private final Runnable onRoom;

  /** How many submits of the last minute there are at a provider. */
  private final Map<String, Integer> recentSubmits = new ConcurrentHashMap<>();

  /**
   * @param onRoom is told whenever one more may follow
   */
  SubmitRateLimiter(
      ToIntFunction<String> perMinute, DelayedExecutor delayedExecutor, Runnable onRoom) {
    this.perMinute = perMinute;
    this.delayedExecutor = delayedExecutor;
    this.onRoom = onRoom;
  }

  /** How many submits may follow now. */
  int room(String provider) {
    return Math.max(0, perMinute.applyAsInt(provider) - recentSubmits.getOrDefault(provider, 0));
  }

  void recordSubmit(String provider) {
    recentSubmits.merge(provider, 1, Integer::sum);
    delayedExecutor.runAfter(WINDOW, () -> forgetSubmit(provider));
  }

  private void forgetSubmit(String provider) {
    recentSubmits.computeIfPresent(provider, (_, count) -> count == 1 ? null : count - 1);
    onRoom.run();
  }
}
