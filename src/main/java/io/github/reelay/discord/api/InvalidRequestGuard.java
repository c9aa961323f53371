package io.github.reelay.discord.api;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayDeque;
import java.util.Deque;
import okhttp3.Interceptor;
import okhttp3.Response;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A guard that stops all calls to Discord for a while when too many requests were refused.
 *
 * <p>10,000 answers of 401, 403 or 429 within ten minutes ban the address (Discord documentation,
 * "Invalid Request Limit"); a bot that comes near has a fault that more requests do not mend.
 * Thread-safe.
 */
final class InvalidRequestGuard implements Interceptor {
  private static final Logger log = LoggerFactory.getLogger(InvalidRequestGuard.class);

  /** One in a hundred of what Discord allows, less those that may be under way. */
  private static final int MAX_REFUSALS = 90;

  private static final Duration WINDOW = Duration.ofMinutes(10);

  private final InstantSource clock;
  private final Deque<Instant> refusals = new ArrayDeque<>();
  private boolean warned;

  InvalidRequestGuard(InstantSource clock) {
    this.clock = clock;
  }

  @Override
  public Response intercept(Chain chain) throws IOException {
    if (isLimitReached()) {
      throw new IOException("Discord refused too many requests; waiting before the next");
    }
    Response response = chain.proceed(chain.request());
    boolean shared = "shared".equals(response.header("X-RateLimit-Scope"));
    if (response.code() == 401 || response.code() == 403 || (response.code() == 429 && !shared)) {
      recordRefusal();
    }
    return response;
  }

  private synchronized void recordRefusal() {
    refusals.addLast(clock.instant());
  }

  private synchronized boolean isLimitReached() {
    Instant start = clock.instant().minus(WINDOW);
    while (!refusals.isEmpty() && refusals.peekFirst().isBefore(start)) {
      refusals.removeFirst();
    }
    boolean full = refusals.size() >= MAX_REFUSALS;
    if (full && !warned) {
      log.atWarn()
          .addKeyValue("chat", "discord")
          .log(
              "Discord refused {} requests in ten minutes; nothing is sent for a while",
              MAX_REFUSALS);
    }
    warned = full;
    return full;
  }
}
