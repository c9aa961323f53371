package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.CallPriority;
import io.github.reelay.telegram.api.RateLimitedApi;
import io.github.reelay.telegram.api.TelegramError;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.api.TelegramResult;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.RateDelay;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.io.Serializable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;

/** The status messages of tasks: posted once, then edited. Thread-safe. */
record TelegramStatusMessages(RateLimitedApi api, MessageSender messages, MessageTexts texts) {
  private static final Logger log = LoggerFactory.getLogger(TelegramStatusMessages.class);

  /** After an answer nobody understood; an edit may be repeated without harm. */
  private static final Duration RETRY_DELAY = Duration.ofSeconds(3);

  /** While the token is refused nothing works; the operator has been told. */
  private static final Duration TOKEN_RETRY_DELAY = Duration.ofSeconds(30);

  RateDelay rateDelay(ChatRef chat, EditLimits.Urgency urgency, int chatCalls, int allCalls) {
    CallPriority priority =
        switch (urgency) {
          case LAST_WORD -> CallPriority.FINAL;
          case ANSWER -> CallPriority.ANSWER;
          case PHASE, PROGRESS, PLACE -> CallPriority.PROGRESS;
        };
    return api.delay(chat.id(), priority, chatCalls, allCalls);
  }

  StatusResult show(Task task, StatusView view) {
    MessageRef message = task.status().message();
    if (message == null) {
      return post(task, view);
    }
    // It may have become the video itself, or hold the link to it.
    return task.isDeliveredAs(message)
        ? new StatusResult.Shown(message)
        : edit(task, view, message);
  }

  /** What is older than two days, or in a place without that right, can only be edited. */
  StatusResult remove(Task task, StatusView view) {
    MessageRef message = task.status().message();
    if (message == null || task.isDeliveredAs(message)) {
      return show(task, view);
    }
    return switch (api.unlimited().call(MessageSender.newDelete(message))) {
      case TelegramResult.Done<?> _ -> new StatusResult.Shown(message);
      case TelegramResult.RetryLater<?>(Duration after) -> new StatusResult.RetryLater(after);
      case TelegramResult.Unclear<?> _ -> new StatusResult.RetryLater(RETRY_DELAY);
      case TelegramResult.Refused<?> refused ->
          refused.error() == TelegramError.MESSAGE_GONE
              ? new StatusResult.Shown(message)
              : edit(task, view, message);
    };
  }

  private StatusResult post(Task task, StatusView view) {
    Message content = texts.status(view);
    return switch (messages.post(
        task.address(),
        view.isFinal() ? CallPriority.FINAL : CallPriority.ANSWER,
        FormattedText.of(content.text(), FormattedText.MAX_TEXT_LENGTH),
        Keyboards.of(content.rows()))) {
      case TelegramResult.Done<org.telegram.telegrambots.meta.api.objects.message.Message>(
              var posted) ->
          new StatusResult.Shown(TelegramIds.message(posted));
      case TelegramResult.RetryLater<?>(Duration after) -> new StatusResult.RetryLater(after);
      case TelegramResult.Unclear<?> _ -> new StatusResult.RetryLater(RETRY_DELAY);
      case TelegramResult.Refused<?> refused -> handleRefusal(task, refused);
    };
  }

  private StatusResult edit(Task task, StatusView view, MessageRef message) {
    Message content = texts.status(view);
    EditMessageText edit = MessageSender.newEdit(message, content);
    TelegramResult<Serializable> result = api.call(message.chat().id(), priority(view), edit);
    return switch (result) {
      case TelegramResult.Done<?> _ -> new StatusResult.Shown(message);
      case TelegramResult.RetryLater<?>(Duration after) -> new StatusResult.RetryLater(after);
      case TelegramResult.Unclear<?> _ -> new StatusResult.RetryLater(RETRY_DELAY);
      case TelegramResult.Refused<?> refused ->
          switch (refused.error()) {
            case NOT_MODIFIED, NO_TEXT -> new StatusResult.Shown(message);
            case MESSAGE_GONE -> handleMessageGone(task, view, message);
            default -> handleRefusal(task, refused);
          };
    };
  }

  /**
   * Somebody deleted the status message. Progress is not forced on anybody again; a last word that
   * nothing else tells is said anew.
   */
  private StatusResult handleMessageGone(Task task, StatusView view, MessageRef message) {
    boolean toldByTheVideo = view.phase() == Phase.DONE;
    return view.isFinal() && !toldByTheVideo ? post(task, view) : new StatusResult.Shown(message);
  }

  private static CallPriority priority(StatusView view) {
    if (view.isFinal()) {
      return CallPriority.FINAL;
    }
    return view.phase() == Phase.CANCELLED_RUNNING ? CallPriority.ANSWER : CallPriority.PROGRESS;
  }

  private static StatusResult handleRefusal(Task task, TelegramResult.Refused<?> refused) {
    StatusResult result =
        switch (refused.error()) {
          case TOKEN_REFUSED, CONFLICT -> new StatusResult.RetryLater(TOKEN_RETRY_DELAY);
          case CHAT_GONE -> new StatusResult.Lost(FailureKind.CHAT_GONE);
          case NOT_MODIFIED,
              MESSAGE_GONE,
              NO_TEXT,
              REPLY_TARGET_GONE,
              TOPIC_GONE,
              TOO_OLD,
              FILE_TOO_BIG,
              CHAT_MOVED,
              FORBIDDEN,
              OTHER ->
              new StatusResult.Lost(FailureKind.CHAT_FORBIDDEN);
        };
    log.atWarn()
        .addKeyValue("task", task.id())
        .addKeyValue("chat", task.address().chat())
        .log("Status message refused ({} {}): {}", refused.code(), refused.description(), result);
    return result;
  }
}
