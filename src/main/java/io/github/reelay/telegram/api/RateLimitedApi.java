package io.github.reelay.telegram.api;

import io.github.reelay.tracking.port.RateDelay;
import java.io.Serializable;
import java.time.Duration;
import java.util.function.Supplier;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;

/** The calls that write to a chat, each within the chat's rate limit. Thread-safe. */
public final class RateLimitedApi {
  /** A group that has moved is asked again at once, under its new id. */
  private static final Duration MIGRATION_RETRY_DELAY = Duration.ofMillis(100);

  private final BotApi api;
  private final ChatRateLimiter limiter;
  private final ChatMigrations migrations;

  public RateLimitedApi(BotApi api, ChatRateLimiter limiter, ChatMigrations migrations) {
    this.api = api;
    this.limiter = limiter;
    this.migrations = migrations;
  }

  public <T extends Serializable, M extends BotApiMethod<T>> TelegramResult<T> call(
      String chat, CallPriority priority, M method) {
    return callWithinLimit(chat, priority, () -> api.call(method));
  }

  /** Makes one call if the budget allows it now. */
  public <T> TelegramResult<T> callWithinLimit(
      String chat, CallPriority priority, Supplier<TelegramResult<T>> call) {
    Duration wait = limiter.acquire(chat, priority, 1);
    return wait.isZero()
        ? applyServerLimits(chat, call.get())
        : new TelegramResult.RetryLater<>(wait);
  }

  /** How long the next call would have to wait, as {@link ChatRateLimiter#delay} says it. */
  public RateDelay delay(String chat, CallPriority priority, int chatCalls, int allCalls) {
    return limiter.delay(chat, priority, chatCalls, allCalls);
  }

  /** Whether so many calls may follow each other at once. */
  public boolean fitsInBurst(String chat, int calls) {
    return limiter.fitsInBurst(chat, calls);
  }

  /** Reserves calls that belong together; {@link #callReserved} makes them. */
  public Duration reserve(String chat, CallPriority priority, int calls) {
    return limiter.acquire(chat, priority, calls);
  }

  /** Makes a call for which the budget was taken before. */
  public <T> TelegramResult<T> callReserved(String chat, Supplier<TelegramResult<T>> call) {
    return applyServerLimits(chat, call.get());
  }

  public BotApi unlimited() {
    return api;
  }

  public ChatMigrations migrations() {
    return migrations;
  }

  private <T> TelegramResult<T> applyServerLimits(String chat, TelegramResult<T> result) {
    return switch (result) {
      case TelegramResult.RetryLater<T>(Duration after) -> {
        limiter.block(chat, after);
        yield result;
      }
      case TelegramResult.Refused<T>(_, _, _, Long to) when to != null -> {
        migrations.migrate(Long.parseLong(chat), to);
        yield new TelegramResult.RetryLater<>(MIGRATION_RETRY_DELAY);
      }
      case TelegramResult.Refused<T> _, TelegramResult.Done<T> _, TelegramResult.Unclear<T> _ ->
          result;
    };
  }
}
