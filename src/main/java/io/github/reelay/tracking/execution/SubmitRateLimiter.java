package io.github.reelay.tracking.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.ToIntFunction;

/**
 * The rate limiter of submits to a provider, per minute. Kept in memory: after a restart a relay
 * may get a few more, which it answers with 429. Not thread-safe; {@link QueueDispatcher} decides
 * one at a time.
 */
final class SubmitRateLimiter {
  private static final Duration WINDOW = Duration.ofMinutes(1);

  private final ToIntFunction<String> perMinute;
  private final Map<String, Deque<Instant>> recentSubmits = new HashMap<>();

  SubmitRateLimiter(ToIntFunction<String> perMinute) {
    this.perMinute = perMinute;
  }

  /** How many submits may follow now. */
  int room(String provider, Instant now) {
    return Math.max(0, perMinute.applyAsInt(provider) - submitsOfWindow(provider, now).size());
  }

  /** How long the next submit has to wait. */
  Duration delay(String provider, Instant now) {
    Deque<Instant> submits = submitsOfWindow(provider, now);
    int over = submits.size() + 1 - perMinute.applyAsInt(provider);
    return over <= 0
        ? Duration.ZERO
        : submits.stream()
            .skip(over - 1L)
            .findFirst()
            .map(submit -> Duration.between(now.minus(WINDOW), submit))
            .orElse(WINDOW);
  }

  private Deque<Instant> submitsOfWindow(String provider, Instant now) {
    Deque<Instant> submits = recentSubmits.getOrDefault(provider, new ArrayDeque<>());
    Instant old = now.minus(WINDOW);
    while (!submits.isEmpty() && !submits.peekFirst().isAfter(old)) {
      submits.removeFirst();
    }
    return submits;
  }

  void recordSubmit(String provider, Instant now) {
    recentSubmits.computeIfAbsent(provider, _ -> new ArrayDeque<>()).addLast(now);
  }
}
