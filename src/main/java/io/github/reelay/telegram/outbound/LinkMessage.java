package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.Wording;
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
import io.github.reelay.tracking.port.MediaLinks;
import java.io.Serializable;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;

/**
 * A video that the chat does not take: the status message becomes a link to it. Without a public
 * address of ours the file is kept, and Fetch may deliver it when the limit has changed.
 */
final class LinkMessage {
  /** As long as files are kept after delivery by default (product.md, "Set-up"). */
  private static final Duration VALID = Duration.ofDays(3);

  private static final Duration AGAIN = Duration.ofSeconds(5);

  private final RateLimitedApi api;
  private final MessageSender posting;
  private final Wording wording;
  private final MediaLinks links;
  private final InstantSource clock;

  LinkMessage(
      RateLimitedApi api,
      MessageSender posting,
      Wording wording,
      MediaLinks links,
      InstantSource clock) {
    this.api = api;
    this.posting = posting;
    this.wording = wording;
    this.links = links;
    this.clock = clock;
  }

  DeliveryResult deliver(DeliveryRequest order) {
    Optional<URI> link = links.link(order.video(), VALID);
    if (link.isEmpty()) {
      return new DeliveryResult.Refused(
          Failure.of(FailureKind.TOO_LARGE, order.video().bytes() + " bytes, no public address"));
    }
    Message words = wording.linkInstead(order.task(), link.get(), clock.instant().plus(VALID));
    MessageRef status = order.task().status().message();
    return status == null ? post(order, words) : edit(order, words, status);
  }

  private DeliveryResult edit(DeliveryRequest order, Message words, MessageRef status) {
    FormattedText marked = FormattedText.of(words.text(), FormattedText.LONGEST_TEXT);
    EditMessageText edit =
        EditMessageText.builder()
            .chatId(status.chat().id())
            .messageId(TelegramIds.number(status))
            .text(marked.text())
            .linkPreviewOptions(MessageSender.NO_PREVIEW)
            .build();
    edit.setEntities(marked.entities());
    edit.setReplyMarkup(Keyboards.of(words.rows()));
    TelegramResult<Serializable> reply = api.call(status.chat().id(), CallPriority.LAST, edit);
    if (reply instanceof TelegramResult.Refused<?> refused
        && refused.complaint() == TelegramError.MESSAGE_GONE) {
      return post(order, words);
    }
    return answer(reply, status);
  }

  private DeliveryResult post(DeliveryRequest order, Message words) {
    var reply =
        posting.post(
            order.task().address(),
            CallPriority.LAST,
            FormattedText.of(words.text(), FormattedText.LONGEST_TEXT),
            Keyboards.of(words.rows()));
    return answer(
        reply,
        reply
                instanceof
                TelegramResult.Done<org.telegram.telegrambots.meta.api.objects.message.Message>(
                    var posted)
            ? TelegramIds.message(posted)
            : null);
  }

  private static DeliveryResult answer(TelegramResult<?> reply, @Nullable MessageRef message) {
    return switch (reply) {
      case TelegramResult.Done<?> _ when message != null ->
          new DeliveryResult.Posted(message, true);
      case TelegramResult.Refused<?> refused
          when refused.complaint() == TelegramError.NOT_MODIFIED && message != null ->
          new DeliveryResult.Posted(message, true);
      case TelegramResult.Refused<?> refused -> TelegramVideoDelivery.refused(refused);
      case TelegramResult.Wait<?>(Duration after) -> new DeliveryResult.Later(after, true);
      case TelegramResult.Unclear<?> _, TelegramResult.Done<?> _ ->
          new DeliveryResult.Later(AGAIN, false);
    };
  }
}
