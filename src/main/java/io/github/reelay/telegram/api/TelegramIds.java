package io.github.reelay.telegram.api;

import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** The ids of Telegram's chats, people and messages as the core writes them, and back. */
public final class TelegramIds {
  public static final String PLATFORM = "telegram";

  /** Stands before a supergroup's own id in the Bot API. */
  private static final String SUPERGROUP_PREFIX = "-100";

  private TelegramIds() {}

  public static ChatRef chat(long id) {
    return new ChatRef(PLATFORM, Long.toString(id));
  }

  public static PersonRef person(long id) {
    return new PersonRef(PLATFORM, Long.toString(id));
  }

  public static MessageRef message(long chat, int id) {
    return new MessageRef(chat(chat), Integer.toString(id));
  }

  public static MessageRef message(Message message) {
    return message(message.getChatId(), message.getMessageId());
  }

  /**
   * The address of a message, which the members of its supergroup can open. Messages in private
   * chats and basic groups have none.
   */
  public static Optional<String> link(MessageRef message) {
    String chat = message.chat().id();
    return message.chat().platform().equals(PLATFORM) && chat.startsWith(SUPERGROUP_PREFIX)
        ? Optional.of(
            "https://t.me/c/" + chat.substring(SUPERGROUP_PREFIX.length()) + "/" + message.id())
        : Optional.empty();
  }

  public static int messageId(MessageRef message) {
    return Integer.parseInt(message.id());
  }

  /**
   * The forum topic, or null. Never 1: that is General, and sending to it by number fails
   * (tdlib/telegram-bot-api#798).
   */
  static @Nullable public Integer threadId(Destination destination) {
    Integer thread = parseInteger(destination.thread());
    return thread == null || thread == 1 ? null : thread;
  }

  static @Nullable public Integer replyToId(Destination destination) {
    return parseInteger(destination.replyTo());
  }

  private static @Nullable Integer parseInteger(@Nullable String text) {
    return text == null ? null : Integer.valueOf(text);
  }
}
