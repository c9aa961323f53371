package io.github.reelay.telegram;

import io.github.reelay.task.Address;
import io.github.reelay.task.ChatRef;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.PersonRef;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Telegram's numbers as our references, and back. */
final class Wire {
  static final String PLATFORM = "telegram";

  private Wire() {}

  static ChatRef chat(long id) {
    return new ChatRef(PLATFORM, Long.toString(id));
  }

  static PersonRef person(long id) {
    return new PersonRef(PLATFORM, Long.toString(id));
  }

  static MessageRef message(long chat, int id) {
    return new MessageRef(chat(chat), Integer.toString(id));
  }

  static MessageRef message(Message message) {
    return message(message.getChatId(), message.getMessageId());
  }

  static int number(MessageRef message) {
    return Integer.parseInt(message.id());
  }

  /**
   * The forum topic, or null. Never 1: that is General, and sending to it by number fails
   * (tdlib/telegram-bot-api#798).
   */
  static @Nullable Integer thread(Address address) {
    Integer thread = whole(address.thread());
    return thread == null || thread == 1 ? null : thread;
  }

  static @Nullable Integer replyTo(Address address) {
    return whole(address.replyTo());
  }

  private static @Nullable Integer whole(@Nullable String text) {
    return text == null ? null : Integer.valueOf(text);
  }
}
