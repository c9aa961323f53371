package io.github.reelay.telegram.api;

import java.util.Locale;
import java.util.stream.Stream;

/**
 * The kinds of errors Telegram answers with, as far as they make a difference here. It has no codes
 * for this, only sentences (tdlib/telegram-bot-api, Client.cpp).
 */
public enum TelegramError {
  NOT_MODIFIED,
  /** The message to edit or delete is not there, or is not ours to edit. */
  MESSAGE_GONE,
  /** The message to edit carries a video by now, not a text. */
  NO_TEXT,
  REPLY_TARGET_GONE,
  TOPIC_GONE,
  /** A delete that comes more than 48 hours after the message. */
  TOO_OLD,
  FILE_TOO_BIG,
  CHAT_MOVED,
  CHAT_GONE,
  FORBIDDEN,
  TOKEN_REFUSED,
  CONFLICT,
  OTHER;

  static TelegramError of(int code, String description) {
    String words = description.toLowerCase(Locale.ROOT);
    return switch (code) {
      case 401, 404 -> TOKEN_REFUSED;
      // CHAT_SEND_VIDEOS_FORBIDDEN and its like are about one kind of message, not about the chat.
      case 403 ->
          containsAny(words, "not enough rights", "have no rights", "_forbidden")
              ? FORBIDDEN
              : CHAT_GONE;
      case 409 -> CONFLICT;
      case 413 -> FILE_TOO_BIG;
      default -> of(words);
    };
  }

  private static TelegramError of(String words) {
    if (containsAny(words, "message is not modified")) {
      return NOT_MODIFIED;
    }
    if (containsAny(words, "there is no text in the message")) {
      return NO_TEXT;
    }
    if (containsAny(words, "message can't be deleted")) {
      return TOO_OLD;
    }
    if (containsAny(
        words,
        "message to edit not found",
        "message can't be edited",
        "message to delete not found",
        "message_id_invalid")) {
      return MESSAGE_GONE;
    }
    if (containsAny(words, "message to be replied not found", "replied message not found")) {
      return REPLY_TARGET_GONE;
    }
    if (containsAny(words, "message thread not found", "topic_closed", "topic_deleted")) {
      return TOPIC_GONE;
    }
    if (containsAny(words, "upgraded to a supergroup")) {
      return CHAT_MOVED;
    }
    if (containsAny(words, "chat not found", "peer_id_invalid", "user is deactivated")) {
      return CHAT_GONE;
    }
    if (containsAny(words, "not enough rights", "have no rights", "forbidden")) {
      return FORBIDDEN;
    }
    return containsAny(words, "file is too big", "file too large") ? FILE_TOO_BIG : OTHER;
  }

  private static boolean containsAny(String words, String... phrases) {
    return Stream.of(phrases).anyMatch(words::contains);
  }
}
