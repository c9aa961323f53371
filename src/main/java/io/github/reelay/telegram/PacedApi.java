package io.github.reelay.telegram;

import java.io.Serializable;
import java.time.Duration;
import java.util.function.Supplier;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethod;

/** Calls that write to a chat, each within the chat's budget. Thread-safe. */
final class PacedApi {
  /** A group that has moved is asked again at once, under its new id. */
  private static final Duration MOVED = Duration.ofMillis(100);

  private final BotApi api;
  private final ChatBudget budget;
  private final Moves moves;

  PacedApi(BotApi api, ChatBudget budget, Moves moves) {
    this.api = api;
    this.budget = budget;
    this.moves = moves;
  }

  <T extends Serializable, M extends BotApiMethod<T>> Reply<T> call(
      String chat, Use use, M method) {
    return paced(chat, use, () -> api.call(method));
  }

  /** Makes one call if the budget allows it now. */
  <T> Reply<T> paced(String chat, Use use, Supplier<Reply<T>> call) {
    Duration wait = budget.take(chat, use, 1);
    return wait.isZero() ? heeded(chat, call.get()) : new Reply.Wait<>(wait);
  }

  /** Reserves calls that belong together; {@link #reserved} makes them. */
  Duration reserve(String chat, Use use, int calls) {
    return budget.take(chat, use, calls);
  }

  /** Makes a call for which the budget was taken before. */
  <T> Reply<T> reserved(String chat, Supplier<Reply<T>> call) {
    return heeded(chat, call.get());
  }

  BotApi unpaced() {
    return api;
  }

  Moves moves() {
    return moves;
  }

  private <T> Reply<T> heeded(String chat, Reply<T> reply) {
    return switch (reply) {
      case Reply.Wait<T>(Duration after) -> {
        budget.hold(chat, after);
        yield reply;
      }
      case Reply.Refused<T>(_, _, _, Long to) when to != null -> {
        moves.moved(Long.parseLong(chat), to);
        yield new Reply.Wait<>(MOVED);
      }
      case Reply.Refused<T> _, Reply.Done<T> _, Reply.Unclear<T> _ -> reply;
    };
  }
}
