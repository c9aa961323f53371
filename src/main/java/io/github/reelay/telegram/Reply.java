package io.github.reelay.telegram;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** What a call of the Bot API came to. */
sealed interface Reply<T> {
  record Done<T>(T value) implements Reply<T> {}

  /**
   * Telegram said no; nothing was done.
   *
   * @param code as HTTP has it
   * @param movedTo the supergroup that the group has become
   */
  record Refused<T>(Complaint complaint, int code, String words, @Nullable Long movedTo)
      implements Reply<T> {}

  /** Not now: Telegram asked the whole chat to wait, or our own budget for it is spent. */
  record Wait<T>(Duration after) implements Reply<T> {}

  /**
   * No answer that could be understood.
   *
   * @param unsent proven never to have reached Telegram
   */
  record Unclear<T>(boolean unsent, String words) implements Reply<T> {}
}
