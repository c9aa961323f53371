package io.github.reelay.tracking.execution;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
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
  private final Map<String, List<Instant>> recentSubmits = new HashMap<>();

  SubmitRateLimiter(ToIntFunction<String> perMinute) {
    this.perMinute = perMinute;
  }

  /** How many submits may follow now. */
  int room(String provider, Instant now) {
    return Math.max(0, perMinute.applyAsInt(provider) - submitsOfWindow(provider, now).size());
  }

  /** How long the next submit has to wait. */
  Duration delay(String provider, Instant now) {
    List<Instant> submits = submitsOfWindow(provider, now);
    int over = submits.size() + 1 - perMinute.applyAsInt(provider);
    return over <= 0
        ? Duration.ZERO
        : submits.stream()
            .skip(over - 1L)
            .findFirst()
            .map(submit -> Duration.between(now.minus(WINDOW), submit))
            .orElse(WINDOW);
  }

  private List<Instant> submitsOfWindow(String provider, Instant now) {
    List<Instant> submits = recentSubmits.getOrDefault(provider, new ArrayList<>());
    submits.removeIf(submit -> !submit.isAfter(now.minus(WINDOW)));
    // What lies ahead was before the clock was set back; nobody waits until it is there again.
    submits.replaceAll(submit -> submit.isAfter(now) ? now : submit);
    return submits;
  }

  void recordSubmit(String provider, Instant now) {
    recentSubmits.computeIfAbsent(provider, _ -> new ArrayList<>()).add(now);
  }
}
