package io.github.reelay.telegram;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Wording;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.MessageRef;
import io.github.reelay.tracking.DeliveryAnswer;
import io.github.reelay.tracking.DeliveryOrder;
import io.github.reelay.tracking.MediaLinks;
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

  private final PacedApi api;
  private final Posting posting;
  private final Wording wording;
  private final MediaLinks links;
  private final InstantSource clock;

  LinkMessage(
      PacedApi api, Posting posting, Wording wording, MediaLinks links, InstantSource clock) {
    this.api = api;
    this.posting = posting;
    this.wording = wording;
    this.links = links;
    this.clock = clock;
  }

  DeliveryAnswer deliver(DeliveryOrder order) {
    Optional<URI> link = links.link(order.video(), VALID);
    if (link.isEmpty()) {
      return new DeliveryAnswer.Refused(
          Failure.of(FailureKind.TOO_LARGE, order.video().bytes() + " bytes, no public address"));
    }
    Message words = wording.linkInstead(order.task(), link.get(), clock.instant().plus(VALID));
    MessageRef status = order.task().status().message();
    return status == null ? post(order, words) : edit(order, words, status);
  }

  private DeliveryAnswer edit(DeliveryOrder order, Message words, MessageRef status) {
    Marked marked = Marked.of(words.text(), Marked.LONGEST_TEXT);
    EditMessageText edit =
        EditMessageText.builder()
            .chatId(status.chat().id())
            .messageId(Wire.number(status))
            .text(marked.text())
            .linkPreviewOptions(Posting.NO_PREVIEW)
            .build();
    edit.setEntities(marked.entities());
    edit.setReplyMarkup(Keyboards.of(words.rows()));
    Reply<Serializable> reply = api.call(status.chat().id(), Use.LAST, edit);
    if (reply instanceof Reply.Refused<?> refused
        && refused.complaint() == Complaint.MESSAGE_GONE) {
      return post(order, words);
    }
    return answer(reply, status);
  }

  private DeliveryAnswer post(DeliveryOrder order, Message words) {
    var reply =
        posting.post(
            order.task().address(),
            Use.LAST,
            Marked.of(words.text(), Marked.LONGEST_TEXT),
            Keyboards.of(words.rows()));
    return answer(
        reply,
        reply
                instanceof
                Reply.Done<org.telegram.telegrambots.meta.api.objects.message.Message>(var posted)
            ? Wire.message(posted)
            : null);
  }

  private static DeliveryAnswer answer(Reply<?> reply, @Nullable MessageRef message) {
    return switch (reply) {
      case Reply.Done<?> _ when message != null -> new DeliveryAnswer.Posted(message, true);
      case Reply.Refused<?> refused
          when refused.complaint() == Complaint.NOT_MODIFIED && message != null ->
          new DeliveryAnswer.Posted(message, true);
      case Reply.Refused<?> refused -> Deliveries.refused(refused);
      case Reply.Wait<?>(Duration after) -> new DeliveryAnswer.Later(after, true);
      case Reply.Unclear<?> _, Reply.Done<?> _ -> new DeliveryAnswer.Later(AGAIN, false);
    };
  }
}
