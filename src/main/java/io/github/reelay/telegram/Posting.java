package io.github.reelay.telegram;

import io.github.reelay.task.Address;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;

/** Posts messages where a person asked. Thread-safe. */
final class Posting {
  static final LinkPreviewOptions NO_PREVIEW =
      LinkPreviewOptions.builder().isDisabled(true).build();

  private final PacedApi api;

  Posting(PacedApi api) {
    this.api = api;
  }

  /** Posts within the chat's budget. */
  Reply<Message> post(Address to, Use use, Marked words, @Nullable ReplyKeyboard keyboard) {
    String chat = to.chat().id();
    return post(to, words, keyboard, call -> api.paced(chat, use, call));
  }

  /** Posts with budget that was reserved before. */
  Reply<Message> postReserved(Address to, Marked words, @Nullable ReplyKeyboard keyboard) {
    String chat = to.chat().id();
    return post(to, words, keyboard, call -> api.reserved(chat, call));
  }

  /**
   * As a reply in the topic; where the message that asked is gone, without the reply (in topics
   * {@code allow_sending_without_reply} is documented not to work); where the topic is gone,
   * outside it.
   */
  private Reply<Message> post(Address to, Marked words, @Nullable ReplyKeyboard keyboard, Way way) {
    Integer thread = Wire.thread(to);
    Integer replyTo = Wire.replyTo(to);
    SendMessage message = message(to, words, keyboard);
    message.setMessageThreadId(thread);
    message.setReplyParameters(reply(replyTo));
    Reply<Message> reply = way.make(() -> api.unpaced().call(message));
    if (replyTo != null && complains(reply, Complaint.REPLY_TARGET_GONE)) {
      message.setReplyParameters(null);
      reply = way.make(() -> api.unpaced().call(message));
    }
    if (thread != null && complains(reply, Complaint.TOPIC_GONE)) {
      message.setReplyParameters(null);
      message.setMessageThreadId(null);
      reply = way.make(() -> api.unpaced().call(message));
    }
    return reply;
  }

  private static SendMessage message(Address to, Marked words, @Nullable ReplyKeyboard keyboard) {
    SendMessage message = new SendMessage(to.chat().id(), words.text());
    message.setEntities(words.entities().isEmpty() ? null : words.entities());
    message.setReplyMarkup(keyboard);
    message.setLinkPreviewOptions(NO_PREVIEW);
    return message;
  }

  private static @Nullable ReplyParameters reply(@Nullable Integer to) {
    return to == null
        ? null
        : ReplyParameters.builder().messageId(to).allowSendingWithoutReply(true).build();
  }

  private static boolean complains(Reply<Message> reply, Complaint about) {
    return reply instanceof Reply.Refused<Message> refused && refused.complaint() == about;
  }

  /** How a call is let through. */
  @FunctionalInterface
  private interface Way {
    Reply<Message> make(Supplier<Reply<Message>> call);
  }
}
