package io.github.reelay.chat;

import java.util.List;

/** The result of asking a platform about a token, for {@code reelay check}. */
public sealed interface TokenCheck {
  /**
   * The token is good.
   *
   * @param identity who the bot is there
   */
  record Works(String identity, List<Hint> hints) implements TokenCheck {
    public Works {
      hints = List.copyOf(hints);
    }
  }

  /**
   * The platform knows no such token.
   *
   * @param detail what it said
   * @param remedy what to do about it
   */
  record Refused(String detail, String remedy) implements TokenCheck {}

  /** No answer; says nothing about the token. */
  record Unreachable(String detail) implements TokenCheck {}

  /**
   * Something else the operator should know.
   *
   * @param topic the rest of a headline that begins with the chat's name; may be empty
   */
  record Hint(Severity severity, String topic, String text) {}

  /** How bad it is. */
  enum Severity {
    INFO,
    /** Works, but otherwise than may be expected. */
    WARNING,
    /** The bot will not work so. */
    ERROR
  }
}
