package io.github.reelay.telegram.outbound;

import io.github.reelay.chat.LinkMessages;
import io.github.reelay.chat.TransientMessages;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.telegram.api.BotIdentity;
import io.github.reelay.telegram.api.CallPriority;
import io.github.reelay.telegram.api.RateLimitedApi;
import io.github.reelay.telegram.api.StopSignal;
import io.github.reelay.telegram.api.TelegramError;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.api.TelegramResult;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.botapimethods.BotApiMethodSerializable;
import org.telegram.telegrambots.meta.api.methods.send.SendVideo;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.InputFile;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;

/**
 * The responder: sends an answer within the chat's rate limit for as long as it still makes sense,
 * and never says a thing twice. Thread-safe; blocks.
 */
public final class TelegramResponder implements ChatPoster {
  private static final Logger log = LoggerFactory.getLogger(TelegramResponder.class);

  /** Longer than the longest wait of a group's minute, with some room for a flood's. */
  private static final Duration TIMEOUT = Duration.ofSeconds(150);

  private static final Duration RETRY_DELAY = Duration.ofSeconds(1);

  /** Bot API, answerCallbackQuery: 0-200 characters. */
  private static final int MAX_TOAST_LENGTH = 200;

  /** A longer note is read in a box that stays until it is closed. */
  private static final int MAX_SHORT_TOAST_LENGTH = 60;

  private final RateLimitedApi api;
  private final MessageSender messages;
  private final MessageTexts texts;
  private final LinkMessages links;
  private final TransientMessages transients;
  private final StopSignal stop;
  private final boolean spoiler;

  /**
   * @param spoiler whether videos are hidden until a person taps them
   */
  public TelegramResponder(
      RateLimitedApi api,
      MessageSender messages,
      MessageTexts texts,
      LinkMessages links,
      TransientMessages transients,
      StopSignal stop,
      boolean spoiler) {
    this.spoiler = spoiler;
    this.api = api;
    this.messages = messages;
    this.texts = texts;
    this.links = links;
    this.transients = transients;
    this.stop = stop;
  }

  public void send(Destination to, Message message) {
    var _ = post(to, message);
  }

  /**
   * Answers a person.
   *
   * @param isPrivate in a group it is taken away again: Telegram's own messages for one person are
   *     not sure to be delivered (docs/facts.md, "Telegram: messages for one person")
   */
  public void answer(Sender sender, Message message, boolean isPrivate) {
    Optional<MessageRef> posted = post(sender.destination(), message);
    if (isPrivate && !sender.isAlone()) {
      posted.ifPresent(ref -> transients.add(ref, () -> delete(ref)));
    }
  }

  /** Says for a minute what came too late to be a press's own note. */
  public void note(Sender sender, Message note) {
    post(sender.destination(), note).ifPresent(ref -> transients.add(ref, () -> delete(ref)));
  }

  private Optional<MessageRef> post(Destination to, Message message) {
    FormattedText formatted = FormattedText.of(message.text(), FormattedText.MAX_TEXT_LENGTH);
    return post(to, formatted, Keyboards.of(message.rows()));
  }

  /** The bot may speak wherever it was asked, for as long as it is not thrown out. */
  @Override
  public boolean canPost(Destination to) {
    return true;
  }

  /** A reply to what was asked there tells the person of it. */
  @Override
  public boolean post(String key, PersonRef person, Destination to, Message message) {
    FormattedText formatted = FormattedText.of(message.text(), FormattedText.MAX_TEXT_LENGTH);
    TelegramResult<?> result =
        callWithRetries(() ->
            messages.postAudibly(to, CallPriority.ANSWER, formatted, Keyboards.of(message.rows())));
    return switch (result) {
      case TelegramResult.Done<?> _, TelegramResult.Refused<?> _ -> true;
      case TelegramResult.RetryLater<?> _, TelegramResult.Unclear<?> _ -> false;
    };
  }

  /**
   * Shows a stored video once more, without a sound.
   *
   * @return the message it is in; empty if it is not there
   */
  public Optional<MessageRef> showVideo(Destination to, Answer.ShowVideo show) {
    FormattedText caption =
        FormattedText.of(show.caption().text(), FormattedText.MAX_CAPTION_LENGTH);
    SendVideo video =
        new SendVideo(
            to.chat().id(),
            new InputFile(show.file().toFile(), "clip." + Video.ending(show.video().file())));
    video.setMessageThreadId(TelegramIds.threadId(to));
    video.setCaption(caption.text());
    video.setCaptionEntities(caption.entities().isEmpty() ? null : caption.entities());
    video.setWidth(show.video().width());
    video.setHeight(show.video().height());
    video.setDuration(Math.max(1, Math.round(show.video().length().toMillis() / 1000f)));
    video.setSupportsStreaming(true);
    video.setHasSpoiler(spoiler ? true : null);
    video.setDisableNotification(true);
    TelegramResult<?> result =
        callWithRetries(() ->
            api.callWithinLimit(
                to.chat().id(), CallPriority.ANSWER, () -> api.unlimited().call(video)));
    if (result
        instanceof
        TelegramResult.Done<?>(org.telegram.telegrambots.meta.api.objects.message.Message posted)) {
      return Optional.of(TelegramIds.message(posted));
    }
    log.atWarn()
        .addKeyValue("task", show.task())
        .log("A clip could not be shown alone, the person is told: {}", result);
    return Optional.empty();
  }

  public void askPrompt(Sender sender, Answer.AskPrompt ask, BotIdentity identity) {
    var _ =
        post(
            sender.destination(),
            PromptQuestion.text(ask, sender, identity),
            PromptQuestion.keyboard(sender));
  }

  private Optional<MessageRef> post(
      Destination to, FormattedText formatted, @Nullable ReplyKeyboard keyboard) {
    var result = callWithRetries(() -> messages.post(to, CallPriority.ANSWER, formatted, keyboard));
    if (result
        instanceof
        TelegramResult.Done<?>(org.telegram.telegrambots.meta.api.objects.message.Message posted)) {
      return Optional.of(TelegramIds.message(posted));
    }
    log.atWarn()
        .addKeyValue("chat", to.chat())
        .log("An answer was not said, the person may have to ask again: {}", result);
    return Optional.empty();
  }

  /**
   * Replaces what a message of ours says.
   *
   * @return false if the message cannot be changed into this
   */
  public boolean replace(MessageRef message, Message replacement) {
    transients.keep(message);
    EditMessageText edit = MessageSender.newEdit(message, replacement);
    TelegramResult<?> result =
        callWithRetries(() -> api.call(message.chat().id(), CallPriority.ANSWER, edit));
    return result instanceof TelegramResult.Done<?>
        || (result instanceof TelegramResult.Refused<?> refused
            && refused.error() == TelegramError.NOT_MODIFIED);
  }

  /** Writes the captions of posted videos anew, in chats that have links to messages. */
  public void writeCaptions(List<Task> posted) {
    for (Task task : posted) {
      if (task.state() instanceof TaskState.Delivered delivered
          && TelegramIds.link(delivered.message()).isPresent()) {
        newEdit(task, delivered)
            .ifPresent(edit -> {
              TelegramResult<?> result =
                  callWithRetries(
                      () -> api.call(delivered.message().chat().id(), CallPriority.PROGRESS, edit));
              log.atDebug().addKeyValue("task", task.id()).log("It was written anew: {}", result);
            });
      }
    }
  }

  private Optional<? extends BotApiMethodSerializable> newEdit(
      Task task, TaskState.Delivered delivered) {
    return delivered.asLink()
        ? links
            .postedMessage(task, delivered)
            .map(content -> MessageSender.newEdit(delivered.message(), content))
        : Optional.of(
            MessageSender.newCaption(
                delivered.message(), texts.caption(task, FormattedText.MAX_CAPTION_LENGTH)));
  }

  /**
   * @return false if Telegram does not let the bot delete it any more
   */
  public boolean delete(MessageRef message) {
    transients.keep(message);
    TelegramResult<?> result =
        callWithRetries(() -> api.unlimited().call(MessageSender.newDelete(message)));
    return !(result instanceof TelegramResult.Refused<?> refused)
        || refused.error() == TelegramError.MESSAGE_GONE;
  }

  /** Ends the waiting of a pressed button, with a short note if there is one. */
  public void acknowledge(String pressId, String note) {
    AnswerCallbackQuery answer = new AnswerCallbackQuery(pressId);
    if (!note.isEmpty()) {
      answer.setText(truncate(note));
      answer.setShowAlert(note.length() > MAX_SHORT_TOAST_LENGTH);
    }
    api.unlimited()
        .call(answer); // refused when it comes too late: there is nothing to be done then
  }

  /** A link cannot be followed there. */
  public static boolean fitsToast(Message message) {
    return message.rows().isEmpty()
        && message.text().spans().stream().noneMatch(RichText.Span.Link.class::isInstance)
        && message.text().plainText().length() <= MAX_TOAST_LENGTH;
  }

  private static String truncate(String note) {
    return note.codePointCount(0, note.length()) <= MAX_TOAST_LENGTH
        ? note
        : note.substring(0, note.offsetByCodePoints(0, MAX_TOAST_LENGTH - 1)) + "…";
  }

  private <T> TelegramResult<T> callWithRetries(Supplier<TelegramResult<T>> call) {
    Duration remaining = TIMEOUT;
    while (true) {
      TelegramResult<T> result = call.get();
      Duration wait =
          switch (result) {
            case TelegramResult.RetryLater<T>(Duration after) -> after;
            case TelegramResult.Unclear<T> unclear when unclear.notSent() -> RETRY_DELAY;
            case TelegramResult.Unclear<T> _,
                TelegramResult.Refused<T> _,
                TelegramResult.Done<T> _ ->
                Duration.ZERO;
          };
      if (wait.isZero() || wait.compareTo(remaining) > 0 || !stop.sleepUnlessStopped(wait)) {
        return result;
      }
      remaining = remaining.minus(wait);
    }
  }
}
