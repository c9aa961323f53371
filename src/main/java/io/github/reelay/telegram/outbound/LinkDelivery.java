package io.github.reelay.telegram.outbound;

import io.github.reelay.chat.LinkMessages;
import io.github.reelay.conversation.Message;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.CallPriority;
import io.github.reelay.telegram.api.RateLimitedApi;
import io.github.reelay.telegram.api.TelegramError;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.api.TelegramResult;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import java.io.Serializable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;

/**
 * The delivery as a link: the status message of a video that the chat does not take. Without a
 * public address of ours the file is kept, and Fetch may deliver it when the limit has changed.
 */
record LinkDelivery(RateLimitedApi api, MessageSender messages, LinkMessages links) {
  private static final Duration RETRY_DELAY = Duration.ofSeconds(5);

  /** Whether there is a link to give. */
  boolean isPossible(DeliveryRequest delivery) {
    return links.newMessage(delivery.task(), delivery.video()).isPresent();
  }

  static DeliveryResult refused(DeliveryRequest delivery) {
    return new DeliveryResult.Refused(
        Failure.of(FailureKind.TOO_LARGE, delivery.video().bytes() + " bytes, no public address"));
  }

  /**
   * @param into the status message, or without one the placeholder of the video
   */
  DeliveryResult deliver(DeliveryRequest delivery, MessageRef into) {
    return links
        .newMessage(delivery.task(), delivery.video())
        .map(content -> edit(delivery, content, into))
        .orElseGet(() -> refused(delivery));
  }

  private DeliveryResult edit(DeliveryRequest delivery, Message content, MessageRef status) {
    EditMessageText edit = MessageSender.newEdit(status, content);
    TelegramResult<Serializable> result = api.call(status.chat().id(), CallPriority.FINAL, edit);
    if (result instanceof TelegramResult.Refused<?> refused
        && refused.error() == TelegramError.MESSAGE_GONE) {
      return post(delivery, content);
    }
    return toDeliveryResult(result, status);
  }

  private DeliveryResult post(DeliveryRequest delivery, Message content) {
    var result =
        messages.postAudibly(
            delivery.task().address(),
            CallPriority.FINAL,
            FormattedText.of(content.text(), FormattedText.MAX_TEXT_LENGTH),
            Keyboards.of(content.rows()));
    return toDeliveryResult(
        result,
        result
                instanceof
                TelegramResult.Done<org.telegram.telegrambots.meta.api.objects.message.Message>(
                    var posted)
            ? TelegramIds.message(posted)
            : null);
  }

  private static DeliveryResult toDeliveryResult(
      TelegramResult<?> result, @Nullable MessageRef message) {
    return switch (result) {
      case TelegramResult.Done<?> _ when message != null -> DeliveryResult.Posted.link(message);
      case TelegramResult.Refused<?> refused
          when refused.error() == TelegramError.NOT_MODIFIED && message != null ->
          DeliveryResult.Posted.link(message);
      case TelegramResult.Refused<?> refused -> TelegramVideoDelivery.handleRefusal(refused);
      case TelegramResult.RetryLater<?>(Duration after) ->
          new DeliveryResult.RetryLater(after, true);
      case TelegramResult.Unclear<?> _, TelegramResult.Done<?> _ ->
          new DeliveryResult.RetryLater(RETRY_DELAY, false);
    };
  }
}
