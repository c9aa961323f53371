package io.github.reelay.web.chat;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.reelay.task.ref.PersonRef;
import java.time.Duration;

/**
 * The rate limiter of one person's posts and presses. It spares the machine; money has its own
 * limits.
 */
final class PersonRateLimiter {
  /** More than any person types; a script may send a batch at once. */
  private static final int BURST = 120;

  private static final Duration REFILL_INTERVAL = Duration.ofMillis(500);
  private static final int MAX_PEOPLE = 10_000;

  private final LoadingCache<PersonRef, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MAX_PEOPLE)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build(_ -> newBucket());

  private static Bucket newBucket() {
    return Bucket.builder()
        .addLimit(l -> l.capacity(BURST).refillGreedy(1, REFILL_INTERVAL))
        .build();
  }

  boolean isRateLimited(PersonRef person) {
    return !buckets.get(person).tryConsume(1);
  }
}
