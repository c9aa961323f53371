package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.CallPriority;
import io.github.reelay.telegram.api.RateLimitedApi;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.api.TelegramResult;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.RateDelay;
import java.io.Serializable;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageMedia;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/**
 * The delivery of finished videos, each exactly once.
 *
 * <p>Telegram has no key that makes a repeated send harmless, but a repeated edit is. So a short
 * placeholder is posted, its id stored, and then it is turned into the video, as often as it takes.
 * When nobody knows whether a placeholder was posted, none is posted again: the status message
 * becomes the video. Thread-safe.
 */
final class TelegramVideoDelivery {
  private static final Logger log = LoggerFactory.getLogger(TelegramVideoDelivery.class);

  private static final Duration RETRY_DELAY = Duration.ofSeconds(5);
  private static final Duration TOKEN_RETRY_DELAY = Duration.ofSeconds(30);

  /** The placeholder and the edit that makes it the video. */
  private static final int CALLS_PER_DELIVERY = 2;

  private static final DeliveryResult NOTHING_LEFT =
      new DeliveryResult.Refused(
          Failure.of(FailureKind.CHAT_FORBIDDEN, "no message left to turn into the video"));

  private final RateLimitedApi api;
  private final MessageSender messages;
  private final MessageTexts texts;
  private final VideoMessage videoMessage;
  private final LinkDelivery linkMessage;
  private final UploadIndicator indicator;
  private final MediaConverter converter;
  private final long uploadLimit;
  private final EarlyUploads earlyUploads;

  TelegramVideoDelivery(
      RateLimitedApi api,
      MessageSender messages,
      MessageTexts texts,
      LinkDelivery linkMessage,
      UploadIndicator indicator,
      MediaConverter converter,
      EarlyUploads earlyUploads,
      long uploadLimit,
      boolean spoiler) {
    this.api = api;
    this.messages = messages;
    this.texts = texts;
    this.videoMessage = new VideoMessage(texts, spoiler);
    this.linkMessage = linkMessage;
    this.indicator = indicator;
    this.converter = converter;
    this.uploadLimit = uploadLimit;
    this.earlyUploads = earlyUploads;
  }

  long maxFileBytes() {
    return UploadFile.room(uploadLimit);
  }

  /** Not where its calls would have to wait: the upload would not be waited for. */
  void uploadAhead(Task task, GrowingFile file) {
    RateDelay delay =
        api.delay(
            task.address().chat().id(), CallPriority.FINAL, CALLS_PER_DELIVERY, CALLS_PER_DELIVERY);
    if (delay.ofChat().isZero() && delay.ofPlatform().isZero()) {
      earlyUploads.begin(task.id(), file, maxFileBytes());
    }
  }

  DeliveryResult deliver(DeliveryRequest delivery) {
    try (UploadIndicator.ActiveIndicator _ = indicator.show(delivery.task().address())) {
      Optional<UploadFile> fittingFile = UploadFile.of(delivery, converter, uploadLimit);
      if (fittingFile.isEmpty()) {
        return deliverLink(delivery, delivery.placeholder());
      }
      try (UploadFile file = fittingFile.get()) {
        return post(delivery, file);
      }
    }
  }

  private DeliveryResult post(DeliveryRequest delivery, UploadFile file) {
    MessageRef placeholder = delivery.placeholder();
    if (placeholder != null) {
      return turnIntoVideo(placeholder, delivery, file);
    }
    MessageRef status = delivery.task().status().message();
    if (delivery.possiblyPosted()) {
      return status == null
          ? handleNoMessageLeft(delivery, file)
          : turnIntoVideo(status, delivery, file);
    }
    return postNewVideo(delivery, file);
  }

  private DeliveryResult postNewVideo(DeliveryRequest delivery, UploadFile file) {
    String chat = delivery.task().address().chat().id();
    // Where two calls at once are too many, the second is refused, and the upload was for nothing.
    boolean together = api.fitsInBurst(chat, CALLS_PER_DELIVERY);
    Duration wait = api.reserve(chat, CallPriority.FINAL, together ? CALLS_PER_DELIVERY : 1);
    if (!wait.isZero()) {
      return new DeliveryResult.RetryLater(wait, true);
    }
    return postPlaceholder(
        delivery,
        placeholder ->
            together
                ? handleTurnResult(
                    placeholder,
                    delivery,
                    file,
                    api.callReserved(chat, () -> upload(placeholder, delivery, file)))
                : turnIntoVideo(placeholder, delivery, file));
  }

  /**
   * With budget that was reserved before.
   *
   * @param become turns the placeholder, which is stored by then, into what is delivered
   */
  private DeliveryResult postPlaceholder(
      DeliveryRequest delivery, Function<MessageRef, DeliveryResult> become) {
    return switch (messages.postReservedAudibly(
        delivery.task().address(),
        FormattedText.of(texts.placeholder(delivery.task()), FormattedText.MAX_TEXT_LENGTH))) {
      case TelegramResult.Done<Message>(Message posted) -> {
        MessageRef placeholder = TelegramIds.message(posted);
        if (!delivery.savePlaceholder().test(placeholder)) {
          var _ = deletePlaceholder(delivery, placeholder);
          yield new DeliveryResult.RetryLater(RETRY_DELAY, true);
        }
        yield become.apply(placeholder);
      }
      case TelegramResult.Refused<Message> refused -> handleRefusal(refused);
      case TelegramResult.RetryLater<Message>(Duration after) ->
          new DeliveryResult.RetryLater(after, true);
      case TelegramResult.Unclear<Message>(boolean unsent, _) ->
          new DeliveryResult.RetryLater(RETRY_DELAY, unsent);
    };
  }

  private DeliveryResult turnIntoVideo(
      MessageRef message, DeliveryRequest delivery, UploadFile file) {
    return handleTurnResult(
        message,
        delivery,
        file,
        api.callWithinLimit(
            message.chat().id(), CallPriority.FINAL, () -> upload(message, delivery, file)));
  }

  private TelegramResult<Serializable> upload(
      MessageRef message, DeliveryRequest delivery, UploadFile file) {
    EditMessageMedia edit = videoMessage.turnIntoVideo(message, delivery, file);
    Optional<EarlyUpload> begun =
        file.isCopy() ? Optional.empty() : earlyUploads.take(delivery.task().id());
    return begun.isEmpty()
        ? api.unlimited().call(edit)
        : api.unlimited().call(edit, begun.get().finishWith(delivery.video(), file.path()));
  }

  private DeliveryResult handleTurnResult(
      MessageRef message,
      DeliveryRequest delivery,
      UploadFile file,
      TelegramResult<Serializable> result) {
    return switch (result) {
      case TelegramResult.Done<?> _ -> DeliveryResult.Posted.file(message, file.isCopy());
      case TelegramResult.RetryLater<?>(Duration after) ->
          new DeliveryResult.RetryLater(after, false);
      case TelegramResult.Unclear<?> _ -> new DeliveryResult.RetryLater(RETRY_DELAY, false);
      case TelegramResult.Refused<?> refused ->
          switch (refused.error()) {
            case NOT_MODIFIED -> DeliveryResult.Posted.file(message, file.isCopy());
            case MESSAGE_GONE -> handleMessageGone(message, delivery, file);
            case FILE_TOO_BIG -> deliverLink(delivery, message);
            default ->
                switch (handleRefusal(refused)) {
                  case DeliveryResult.Refused over when deletePlaceholder(delivery, message) ->
                      over;
                  case DeliveryResult.Refused _ ->
                      new DeliveryResult.RetryLater(RETRY_DELAY, false);
                  case DeliveryResult other -> other;
                };
          };
    };
  }

  /**
   * As the video itself a link stands only in a message that is known: the status message, else a
   * placeholder.
   */
  private DeliveryResult deliverLink(DeliveryRequest delivery, @Nullable MessageRef placeholder) {
    MessageRef status = delivery.task().status().message();
    if (status != null) {
      return deletePlaceholder(delivery, placeholder)
          ? linkMessage.deliver(delivery, status)
          : new DeliveryResult.RetryLater(RETRY_DELAY, false);
    }
    if (placeholder != null) {
      return linkMessage.deliver(delivery, placeholder);
    }
    if (!linkMessage.isPossible(delivery)) {
      return LinkDelivery.refused(delivery);
    }
    if (delivery.possiblyPosted() && !isFreshStart(delivery)) {
      return NOTHING_LEFT;
    }
    Duration wait = api.reserve(delivery.task().address().chat().id(), CallPriority.FINAL, 1);
    return wait.isZero()
        ? postPlaceholder(delivery, fresh -> linkMessage.deliver(delivery, fresh))
        : new DeliveryResult.RetryLater(wait, true);
  }

  /**
   * The message that was to become the video was deleted. A second one is not sent: it may have
   * been the video already. The status message takes its place, if it is another one.
   */
  private DeliveryResult handleMessageGone(
      MessageRef message, DeliveryRequest delivery, UploadFile file) {
    MessageRef status = delivery.task().status().message();
    return status == null || status.equals(message)
        ? handleNoMessageLeft(delivery, file)
        : turnIntoVideo(status, delivery, file);
  }

  /**
   * Nothing is left that could be edited. A person who then presses Fetch gets a fresh start: a
   * video stands only in a message we know, so the worst that stays from before is a placeholder's
   * text.
   */
  private DeliveryResult handleNoMessageLeft(DeliveryRequest delivery, UploadFile file) {
    return delivery.possiblyPosted() && isFreshStart(delivery)
        ? postNewVideo(delivery, file)
        : NOTHING_LEFT;
  }

  private static boolean isFreshStart(DeliveryRequest delivery) {
    return delivery.task().state() instanceof TaskState.Delivering delivering
        && delivering.attempts() == 1;
  }

  /**
   * Takes back a placeholder, which says that a video appears there; the status message tells what
   * became of it.
   *
   * @return false if Telegram could not be asked; what cannot be deleted stays
   */
  private boolean deletePlaceholder(DeliveryRequest delivery, @Nullable MessageRef placeholder) {
    if (placeholder == null || placeholder.equals(delivery.task().status().message())) {
      return true;
    }
    return switch (api.unlimited().call(MessageSender.newDelete(placeholder))) {
      case TelegramResult.Done<Boolean> _, TelegramResult.Refused<Boolean> _ -> true;
      case TelegramResult.RetryLater<Boolean> _, TelegramResult.Unclear<Boolean> _ -> false;
    };
  }

  static DeliveryResult handleRefusal(TelegramResult.Refused<?> refused) {
    log.atWarn().log("Delivery refused ({} {})", refused.code(), refused.description());
    String detail = refused.code() + " " + refused.description();
    return switch (refused.error()) {
      case TOKEN_REFUSED, CONFLICT -> new DeliveryResult.RetryLater(TOKEN_RETRY_DELAY, true);
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
