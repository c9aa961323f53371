package io.github.reelay.web.chat;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.github.bucket4j.Bucket;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.web.ApiProblem;
import io.github.reelay.web.Visitor;
import io.javalin.http.Context;
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

  private final MessageBundles bundles;
  private final LoadingCache<PersonRef, Bucket> buckets =
      Caffeine.newBuilder()
          .maximumSize(MAX_PEOPLE)
          .expireAfterAccess(Duration.ofMinutes(10))
          .build(_ -> newBucket());

  PersonRateLimiter(MessageBundles bundles) {
    this.bundles = bundles;
  }

  private static Bucket newBucket() {
    return Bucket.builder()
        .addLimit(l -> l.capacity(BURST).refillGreedy(1, REFILL_INTERVAL))
        .build();
  }

  /** Counts the request; answers it with 429 and returns true when the person is too fast. */
  boolean refuses(Visitor visitor, Context ctx) {
    if (buckets.get(visitor.person()).tryConsume(1)) {
      return false;
    }
    new ApiProblem(429, bundles.get(visitor.locale(), "web.error.too-fast"), null).send(ctx);
    return true;
  }
}
