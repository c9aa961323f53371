package io.github.reelay.telegram;

import io.github.reelay.conversation.Speaker;
import io.github.reelay.task.Address;
import java.util.Locale;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.User;
import org.telegram.telegrambots.meta.api.objects.chat.Chat;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** Who said something, as the conversation needs it. */
final class Speakers {
  private final Moderators moderators;

  Speakers(Moderators moderators) {
    this.moderators = moderators;
  }

  /**
   * The sender of a message. Who writes as a channel, or as the group itself (an anonymous
   * administrator), is that chat: the user Telegram names in its place is the same for everybody.
   */
  Speaker of(Message message) {
    long chat = message.getChatId();
    Address address =
        new Address(
            Wire.chat(chat), null, thread(message), message.getMessageId().toString(), null);
    Chat as = message.getSenderChat();
    if (as != null) {
      boolean theGroupItself = as.getId() == chat;
      return new Speaker(
          Wire.person(as.getId()),
          as.getTitle() == null ? "" : as.getTitle(),
          address,
          Locale.ENGLISH,
          Set.of(),
          () -> theGroupItself);
    }
    return of(message.getFrom(), chat, address);
  }

  /** Who pressed a button; answers refer to the message the button is on. */
  Speaker of(CallbackQuery press, long chat, int message, @Nullable String thread) {
    Address address = new Address(Wire.chat(chat), null, thread, Integer.toString(message), null);
    return of(press.getFrom(), chat, address);
  }

  /** General has no topic of its own: only topic messages are answered in their topic. */
  static @Nullable String thread(Message message) {
    return message.isTopicMessage() && message.getMessageThreadId() != null
        ? message.getMessageThreadId().toString()
        : null;
  }

  private Speaker of(User user, long chat, Address address) {
    String last = user.getLastName();
    String name = last == null ? user.getFirstName() : user.getFirstName() + " " + last;
    String language = user.getLanguageCode();
    BooleanSupplier moderator = () -> chat < 0 && moderators.is(chat, user.getId());
    return new Speaker(
        Wire.person(user.getId()),
        name,
        address,
        language == null ? Locale.ENGLISH : Locale.forLanguageTag(language),
        Set.of(),
        moderator);
  }
}
