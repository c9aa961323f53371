package io.github.reelay.telegram.inbound;

import io.github.reelay.conversation.Sender;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.telegram.api.TelegramIds;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** The reader of a message's sender into the conversation's {@code Sender}. */
public final class Senders {
  private final GroupAdmins admins;

  public Senders(GroupAdmins admins) {
    this.admins = admins;
  }

  /**
   * The sender of a message. Who writes as a channel, or as the group itself (an anonymous
   * administrator), is that chat: the user Telegram names in its place is the same for everybody.
   */
  Sender of(Message message) {
    long chat = message.getChatId();
    Destination destination =
        new Destination(
            TelegramIds.chat(chat),
            null,
            threadId(message),
            message.getMessageId().toString(),
            null);
    Chat senderChat = message.getSenderChat();
    if (senderChat != null) {
      boolean theGroupItself = senderChat.getId() == chat;
      return new Sender(
          TelegramIds.person(senderChat.getId()),
          senderChat.getTitle() == null ? "" : senderChat.getTitle(),
          destination,
          Locale.ENGLISH,
          Set.of(),
          () -> theGroupItself,
          false);
    }
    return of(message.getFrom(), chat, destination);
  }

  /** Who pressed a button; answers refer to the message the button is on. */
  Sender of(CallbackQuery press, long chat, int message, @Nullable String thread) {
    Destination destination =
        new Destination(TelegramIds.chat(chat), null, thread, Integer.toString(message), null);
    return of(press.getFrom(), chat, destination);
  }

  /** General has no topic of its own: only topic messages are answered in their topic. */
  static @Nullable String threadId(Message message) {
    return message.isTopicMessage() && message.getMessageThreadId() != null
        ? message.getMessageThreadId().toString()
        : null;
  }

  private Sender of(User user, long chat, Destination destination) {
    String last = user.getLastName();
    String name = last == null ? user.getFirstName() : user.getFirstName() + " " + last;
    String language = user.getLanguageCode();
    BooleanSupplier moderator = () -> chat < 0 && admins.isAdmin(chat, user.getId());
    return new Sender(
        TelegramIds.person(user.getId()),
        name,
        destination,
        language == null ? Locale.ENGLISH : Locale.forLanguageTag(language),
        Set.of(),
        moderator,
        chat > 0);
  }
}
