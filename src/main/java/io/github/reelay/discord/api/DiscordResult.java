package io.github.reelay.discord.api;

import java.util.function.Function;

/** The result of a call to Discord. */
public sealed interface DiscordResult<T> {
  record Done<T>(T value) implements DiscordResult<T> {}

  /**
   * @param detail one line without secrets
   */
  record Failed<T>(DiscordError error, String detail) implements DiscordResult<T> {}

  /** What stands in the way, as far as one case needs to be told from another. */
  enum DiscordError {
    /** The interaction's token is dead, or was never acknowledged. */
    TOKEN_EXPIRED,
    MESSAGE_GONE,
    CHANNEL_GONE,
    /** A permission is missing, or the person takes no messages from the bot. */
    FORBIDDEN,
    TOO_LARGE,
    /** Edits of this old message are rationed (30046). */
    TOO_OLD,
    /** The server's AutoMod refuses the words (200000), or a link in them (240000). */
    WORDS_BLOCKED,
    /** The thread is closed: what is in it cannot be edited, but a new message reopens it. */
    THREAD_CLOSED,
    /** Discord says the request itself is wrong. */
    REFUSED,
    /** Not sent: held back longer than the call was worth. */
    NOT_SENT,
    /** No clear answer: Discord may or may not have done it. */
    UNCLEAR
  }

  default <R> R fold(Function<T, R> done, Function<Failed<T>, R> failed) {
    return switch (this) {
      case Done<T>(T value) -> done.apply(value);
      case Failed<T> f -> failed.apply(f);
    };
  }
}
