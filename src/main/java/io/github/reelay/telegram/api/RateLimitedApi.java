package io.github.reelay.telegram.api;

import java.io.Serializable;
import java.time.Duration;
import java.util.function.Supplier;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;

/** The calls that write to a chat, each within the chat's rate limit. Thread-safe. */
public final class RateLimitedApi {
  /** A group that has moved is asked again at once, under its new id. */
  private static final Duration MOVED = Duration.ofMillis(100);

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
    return paced(chat, priority, () -> api.call(method));
  }

  /** Makes one call if the budget allows it now. */
  public <T> TelegramResult<T> paced(
      String chat, CallPriority priority, Supplier<TelegramResult<T>> call) {
    Duration wait = limiter.take(chat, priority, 1);
    return wait.isZero() ? heeded(chat, call.get()) : new TelegramResult.Wait<>(wait);
  }

  /** Reserves calls that belong together; {@link #reserved} makes them. */
  public Duration reserve(String chat, CallPriority priority, int calls) {
    return limiter.take(chat, priority, calls);
  }

  /** Makes a call for which the budget was taken before. */
  public <T> TelegramResult<T> reserved(String chat, Supplier<TelegramResult<T>> call) {
    return heeded(chat, call.get());
  }

  public BotApi unpaced() {
    return api;
  }

  public ChatMigrations moves() {
    return migrations;
  }

  private <T> TelegramResult<T> heeded(String chat, TelegramResult<T> result) {
    return switch (result) {
      case TelegramResult.Wait<T>(Duration after) -> {
        limiter.hold(chat, after);
        yield result;
      }
      case TelegramResult.Refused<T>(_, _, _, Long to) when to != null -> {
        migrations.moved(Long.parseLong(chat), to);
        yield new TelegramResult.Wait<>(MOVED);
      }
      case TelegramResult.Refused<T> _, TelegramResult.Done<T> _, TelegramResult.Unclear<T> _ ->
          result;
    };
  }
}
