package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.text.Wording;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.CallPriority;
import io.github.reelay.telegram.api.RateLimitedApi;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.api.TelegramResult;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.MediaConverter;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * Puts a finished video into the chat exactly once.
 *
 * <p>Telegram has no key that makes a repeated send harmless, but a repeated edit is. So a short
 * placeholder is posted, its id stored, and then it is turned into the video, as often as it takes.
 * When nobody knows whether a placeholder was posted, none is posted again: the status message
 * becomes the video. Thread-safe.
 */
final class TelegramVideoDelivery {
  private static final Logger log = LoggerFactory.getLogger(TelegramVideoDelivery.class);

  private static final Duration AGAIN = Duration.ofSeconds(5);
  private static final Duration TOKEN_AGAIN = Duration.ofSeconds(30);

  /** The placeholder and the edit that makes it the video. */
  private static final int BOTH = 2;

  private final RateLimitedApi api;
  private final MessageSender posting;
  private final Wording wording;
  private final VideoMessage videos;
  private final LinkMessage links;
  private final UploadIndicator sign;
  private final MediaConverter fitter;
  private final long uploadLimit;

  TelegramVideoDelivery(
      RateLimitedApi api,
      MessageSender posting,
      Wording wording,
      LinkMessage links,
      UploadIndicator sign,
      MediaConverter fitter,
      long uploadLimit) {
    this.api = api;
    this.posting = posting;
    this.wording = wording;
    this.videos = new VideoMessage(wording);
    this.links = links;
    this.sign = sign;
    this.fitter = fitter;
    this.uploadLimit = uploadLimit;
  }

  DeliveryResult deliver(DeliveryRequest order) {
    try (UploadIndicator.Shown _ = sign.show(order.task().address())) {
      Optional<VideoFile> fitting = VideoFile.of(order, fitter, uploadLimit);
      if (fitting.isEmpty()) {
        dropPlaceholder(order.placeholder());
        return links.deliver(order);
      }
      try (VideoFile file = fitting.get()) {
        return post(order, file);
      }
    }
  }

  private DeliveryResult post(DeliveryRequest order, VideoFile file) {
    MessageRef known = order.placeholder();
    if (known != null) {
      return turnPaced(known, order, file);
    }
    MessageRef status = order.task().status().message();
    if (order.doubt()) {
      return status == null ? lostSight(order, file) : turnPaced(status, order, file);
    }
    return fresh(order, file);
  }

  private DeliveryResult fresh(DeliveryRequest order, VideoFile file) {
    String chat = order.task().address().chat().id();
    Duration wait = api.reserve(chat, CallPriority.LAST, BOTH);
    if (!wait.isZero()) {
      return new DeliveryResult.Later(wait, true);
    }
    return switch (placeholder(order)) {
      case TelegramResult.Done<Message>(Message posted) -> {
        MessageRef placeholder = TelegramIds.message(posted);
        if (!order.remember().test(placeholder)) {
          dropPlaceholder(placeholder);
          yield new DeliveryResult.Later(AGAIN, true);
        }
        yield turned(
            placeholder,
            order,
            file,
            api.reserved(chat, () -> api.unpaced().call(videos.turn(placeholder, order, file))));
      }
      case TelegramResult.Refused<Message> refused -> refused(refused);
      case TelegramResult.Wait<Message>(Duration after) -> new DeliveryResult.Later(after, true);
      case TelegramResult.Unclear<Message>(boolean unsent, _) ->
          new DeliveryResult.Later(AGAIN, unsent);
    };
  }

  private TelegramResult<Message> placeholder(DeliveryRequest order) {
    Destination address = order.task().address();
    return posting.postReserved(
        address,
        FormattedText.of(wording.placeholder(order.task()), FormattedText.LONGEST_TEXT),
        null);
  }

  private DeliveryResult turnPaced(MessageRef message, DeliveryRequest order, VideoFile file) {
    return turned(
        message,
        order,
        file,
        api.paced(
            message.chat().id(),
            CallPriority.LAST,
            () -> api.unpaced().call(videos.turn(message, order, file))));
  }

  private DeliveryResult turned(
      MessageRef message,
      DeliveryRequest order,
      VideoFile file,
      TelegramResult<Serializable> reply) {
    return switch (reply) {
      case TelegramResult.Done<?> _ -> new DeliveryResult.Posted(message, false);
      case TelegramResult.Wait<?>(Duration after) -> new DeliveryResult.Later(after, false);
      case TelegramResult.Unclear<?> _ -> new DeliveryResult.Later(AGAIN, false);
      case TelegramResult.Refused<?> refused ->
          switch (refused.complaint()) {
            case NOT_MODIFIED -> new DeliveryResult.Posted(message, false);
            case MESSAGE_GONE -> afterGone(message, order, file);
            case FILE_TOO_BIG -> {
              if (!message.equals(order.task().status().message())) {
                dropPlaceholder(message);
              }
              yield links.deliver(order);
            }
            default -> refused(refused);
          };
    };
  }

  /**
   * The message that was to become the video was deleted. A second one is not sent: it may have
   * been the video already. The status message takes its place, if it is another one.
   */
  private DeliveryResult afterGone(MessageRef message, DeliveryRequest order, VideoFile file) {
    MessageRef status = order.task().status().message();
    return status == null || status.equals(message)
        ? lostSight(order, file)
        : turnPaced(status, order, file);
  }

  /**
   * Nothing is left that could be edited. A person who then presses Fetch gets a fresh start: a
   * video stands only in a message we know, so the worst that stays from before is a placeholder's
   * text.
   */
  private DeliveryResult lostSight(DeliveryRequest order, VideoFile file) {
    if (order.doubt()
        && order.task().state() instanceof TaskState.Delivering delivering
        && delivering.attempts() == 1) {
      return fresh(order, file);
    }
    return new DeliveryResult.Refused(
        Failure.of(FailureKind.CHAT_FORBIDDEN, "no message left to turn into the video"));
  }

  private void dropPlaceholder(@Nullable MessageRef placeholder) {
    if (placeholder != null) {
      api.unpaced()
          .call(new DeleteMessage(placeholder.chat().id(), TelegramIds.number(placeholder)));
    }
  }

  static DeliveryResult refused(TelegramResult.Refused<?> refused) {
    log.atWarn().log("delivery refused ({} {})", refused.code(), refused.words());
    String detail = refused.code() + " " + refused.words();
    return switch (refused.complaint()) {
      case TOKEN_REFUSED, CONFLICT -> new DeliveryResult.Later(TOKEN_AGAIN, true);
      case CHAT_GONE -> new DeliveryResult.Refused(Failure.of(FailureKind.CHAT_GONE, detail));
      case FILE_TOO_BIG -> new DeliveryResult.Refused(Failure.of(FailureKind.TOO_LARGE, detail));
      case NOT_MODIFIED,
          MESSAGE_GONE,
          NO_TEXT,
          REPLY_TARGET_GONE,
          TOPIC_GONE,
          TOO_OLD,
          CHAT_MOVED,
          FORBIDDEN,
          OTHER ->
          new DeliveryResult.Refused(Failure.of(FailureKind.CHAT_FORBIDDEN, detail));
    };
  }
}
