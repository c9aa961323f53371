package io.github.reelay.telegram.api;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of a call of the Bot API. */
public sealed interface TelegramResult<T> {
  record Done<T>(T value) implements TelegramResult<T> {}

  /**
   * Telegram said no; nothing was done.
   *
   * @param code as HTTP has it
   * @param movedTo the supergroup that the group has become
   */
  record Refused<T>(TelegramError error, int code, String description, @Nullable Long movedTo)
      implements TelegramResult<T> {}

  /** Not now: Telegram asked the whole chat to wait, or our own budget for it is spent. */
  record RetryLater<T>(Duration after) implements TelegramResult<T> {}

  /**
   * No answer that could be understood.
   *
   * @param notSent proven never to have reached Telegram
   */
  record Unclear<T>(boolean notSent, String detail) implements TelegramResult<T> {}
}
