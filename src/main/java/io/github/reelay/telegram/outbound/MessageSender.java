package io.github.reelay.telegram.outbound;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.CallPriority;
import io.github.reelay.telegram.api.RateLimitedApi;
import io.github.reelay.telegram.api.TelegramError;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.api.TelegramResult;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.send.SendMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageCaption;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.LinkPreviewOptions;
import org.telegram.telegrambots.meta.api.objects.ReplyParameters;
import org.telegram.telegrambots.meta.api.objects.message.Message;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;

/** The sender of new messages where a person asked, and the body of edits. Thread-safe. */
public final class MessageSender {
  private static final LinkPreviewOptions NO_PREVIEW =
      LinkPreviewOptions.builder().isDisabled(true).build();

  private final RateLimitedApi api;

  MessageSender(RateLimitedApi api) {
    this.api = api;
  }

  /** Posts within the chat's budget, without a sound: what people wait for is the video. */
  TelegramResult<Message> post(
      Destination to,
      CallPriority priority,
      FormattedText formatted,
      @Nullable ReplyKeyboard keyboard) {
    SendMessage message = newMessage(to, formatted, keyboard);
    message.setDisableNotification(true);
    return post(to, message, priority);
  }

  /** Posts what holds the video: within the chat's budget, and its person is notified. */
  TelegramResult<Message> postAudibly(
      Destination to,
      CallPriority priority,
      FormattedText formatted,
      @Nullable ReplyKeyboard keyboard) {
    return post(to, newMessage(to, formatted, keyboard), priority);
  }

  private TelegramResult<Message> post(Destination to, SendMessage message, CallPriority priority) {
    String chat = to.chat().id();
    return post(to, message, call -> api.callWithinLimit(chat, priority, call));
  }

  /**
   * Posts what becomes the video, with budget that was reserved before. Its person is notified now:
   * an edit makes no sound.
   */
  TelegramResult<Message> postReservedAudibly(Destination to, FormattedText formatted) {
    String chat = to.chat().id();
    return post(to, newMessage(to, formatted, null), call -> api.callReserved(chat, call));
  }

  /**
   * As a reply in the topic; where the message that asked is gone, without the reply (in topics
   * {@code allow_sending_without_reply} is documented not to work); where the topic is gone,
   * outside it.
   */
  private TelegramResult<Message> post(Destination to, SendMessage message, CallLimiter limiter) {
    Integer thread = TelegramIds.threadId(to);
    Integer replyTo = TelegramIds.replyToId(to);
    message.setMessageThreadId(thread);
    message.setReplyParameters(replyParameters(replyTo));
    TelegramResult<Message> result = limiter.call(() -> api.unlimited().call(message));
    if (replyTo != null && isRefusedBecause(result, TelegramError.REPLY_TARGET_GONE)) {
      message.setReplyParameters(null);
      result = limiter.call(() -> api.unlimited().call(message));
    }
    if (thread != null && isRefusedBecause(result, TelegramError.TOPIC_GONE)) {
      message.setReplyParameters(null);
      message.setMessageThreadId(null);
      result = limiter.call(() -> api.unlimited().call(message));
    }
    return result;
  }

  static DeleteMessage newDelete(MessageRef message) {
    return new DeleteMessage(message.chat().id(), TelegramIds.messageId(message));
  }

  /** The edit that makes a posted video say this. */
  static EditMessageCaption newCaption(
      MessageRef video, io.github.reelay.conversation.Message content) {
    FormattedText formatted = FormattedText.of(content.text(), FormattedText.MAX_CAPTION_LENGTH);
    EditMessageCaption edit =
        EditMessageCaption.builder()
            .chatId(video.chat().id())
            .messageId(TelegramIds.messageId(video))
            .caption(formatted.text())
            .build();
    edit.setCaptionEntities(formatted.entities().isEmpty() ? null : formatted.entities());
    edit.setReplyMarkup(Keyboards.of(content.rows()));
    return edit;
  }

  /** The edit that makes one of our messages say this. */
  static EditMessageText newEdit(
      MessageRef message, io.github.reelay.conversation.Message content) {
    FormattedText formatted = FormattedText.of(content.text(), FormattedText.MAX_TEXT_LENGTH);
    EditMessageText edit =
        EditMessageText.builder()
            .chatId(message.chat().id())
            .messageId(TelegramIds.messageId(message))
            .text(formatted.text())
            .linkPreviewOptions(NO_PREVIEW)
            .build();
    edit.setEntities(formatted.entities().isEmpty() ? null : formatted.entities());
    edit.setReplyMarkup(Keyboards.of(content.rows()));
    return edit;
  }

  private static SendMessage newMessage(
      Destination to, FormattedText formatted, @Nullable ReplyKeyboard keyboard) {
    SendMessage message = new SendMessage(to.chat().id(), formatted.text());
    message.setEntities(formatted.entities().isEmpty() ? null : formatted.entities());
    message.setReplyMarkup(keyboard);
    message.setLinkPreviewOptions(NO_PREVIEW);
    return message;
  }

  private static @Nullable ReplyParameters replyParameters(@Nullable Integer to) {
    return to == null
        ? null
        : ReplyParameters.builder().messageId(to).allowSendingWithoutReply(true).build();
  }

  private static boolean isRefusedBecause(TelegramResult<Message> result, TelegramError error) {
    return result instanceof TelegramResult.Refused<Message> refused && refused.error() == error;
  }

  /** How a call is let through. */
  @FunctionalInterface
  private interface CallLimiter {
    TelegramResult<Message> call(Supplier<TelegramResult<Message>> call);
  }
}
