package io.github.reelay.telegram.inbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.BotIdentity;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.outbound.TelegramResponder;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.CallbackQuery;
import org.telegram.telegrambots.meta.api.objects.message.InaccessibleMessage;

/**
 * The handler of pressed buttons. Telegram lets a press be answered once: what is decided within a
 * blink is the answer, whatever takes longer is acknowledged first and said in the chat.
 */
public final class ButtonHandler {
  /** Below what a person notices; a button seems stuck after about a second. */
  private static final long ACKNOWLEDGE_AFTER_MILLIS = 350;

  private final Conversation conversation;
  private final MessageTexts texts;
  private final Senders senders;
  private final TelegramResponder responder;
  private final BotIdentity identity;
  private final Executor threads;

  public ButtonHandler(
      BotIdentity identity,
      Conversation conversation,
      MessageTexts texts,
      Senders senders,
      TelegramResponder responder,
      Executor threads) {
    this.identity = identity;
    this.conversation = conversation;
    this.texts = texts;
    this.senders = senders;
    this.responder = responder;
    this.threads = threads;
  }

  void handle(CallbackQuery press) {
    Optional<ButtonId> button = ButtonId.parse(press.getData());
    @Nullable MessageRef messageRef = messageOf(press);
    if (button.isEmpty() || messageRef == null) {
      responder.acknowledge(press.getId(), "");
      return;
    }
    Sender sender =
        senders.of(
            press,
            Long.parseLong(messageRef.chat().id()),
            TelegramIds.messageId(messageRef),
            threadId(press));
    CompletableFuture<Answer> work =
        CompletableFuture.supplyAsync(
            () -> answer(sender, button.get(), press, messageRef), threads);
    try {
      execute(
          press.getId(),
          sender,
          messageRef,
          work.get(ACKNOWLEDGE_AFTER_MILLIS, TimeUnit.MILLISECONDS));
    } catch (TimeoutException e) {
      responder.acknowledge(press.getId(), "");
      execute(null, sender, messageRef, work.join());
    } catch (ExecutionException e) {
      responder.acknowledge(press.getId(), "");
      throw new CompletionException(e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private Answer answer(
      Sender sender, ButtonId button, CallbackQuery press, MessageRef messageRef) {
    String origin = "telegram:press:" + press.getId();
    Answer answer = conversation.press(sender, button, origin, messageRef, null);
    return switch (answer) {
      case Answer.DeleteMessages(var messages, List<Task> linked, Message note) ->
          new Answer.Acknowledge(deleteMessages(sender, messages, linked, note));
      case Answer.HideVideo(MessageRef video, var copies, List<Task> linked, Message note) ->
          new Answer.Acknowledge(
              deleteMessages(
                  sender, Stream.concat(Stream.of(video), copies.stream()).toList(), linked, note));
      default -> answer;
    };
  }

  private Message deleteMessages(
      Sender sender, List<MessageRef> messages, List<Task> linked, Message note) {
    boolean all = true;
    for (MessageRef message : messages) {
      all &= responder.delete(message);
    }
    threads.execute(() -> responder.writeCaptions(linked)); // at the chat's pace; nobody waits
    return all ? note : Message.of(texts.text(sender.locale(), "telegram.delete-too-old"));
  }

  /**
   * @param pressId the press that still waits for its answer, or null
   */
  private void execute(
      @Nullable String pressId, Sender sender, MessageRef messageRef, Answer answer) {
    String note =
        switch (answer) {
          case Answer.Acknowledge(Message message) -> message.text().plainText();
          case Answer.Reply(Message message, _, _) when TelegramResponder.fitsToast(message) ->
              message.text().plainText();
          case Answer.TaskStarted _,
              Answer.Reply _,
              Answer.ReplaceMessage _,
              Answer.AskPrompt _,
              Answer.DeleteMessages _,
              Answer.HideVideo _,
              Answer.ShowVideo _ ->
              "";
        };
    if (pressId != null) {
      responder.acknowledge(pressId, note);
    }
    switch (answer) {
      case Answer.Reply(Message message, boolean isPrivate, _) -> {
        if (pressId == null || note.isEmpty()) {
          responder.answer(sender, message, isPrivate);
        }
      }
      case Answer.ReplaceMessage(Message message) -> {
        if (!responder.replace(messageRef, message)) {
          responder.send(sender.destination(), message);
        }
      }
      case Answer.AskPrompt ask -> responder.askPrompt(sender, ask, identity);
      case Answer.TaskStarted(_, Message replacement) -> {
        // The status message says all of it, and one message is enough.
        if (replacement != null && !responder.delete(messageRef)) {
          responder.replace(messageRef, replacement);
        }
      }
      case Answer.ShowVideo show -> {
        responder
            .showVideo(sender.destination(), show)
            .ifPresentOrElse(
                shown -> conversation.videoShown(show.task(), shown),
                () ->
                    responder.send(
                        sender.destination(),
                        Message.of(texts.text(sender.locale(), "clip.not-shown"))));
      }
      case Answer.Acknowledge(Message message) -> {
        if (pressId == null && !note.isEmpty()) {
          responder.note(sender, message);
        }
      }
      case Answer.DeleteMessages _, Answer.HideVideo _ -> {}
    }
  }

  private static @Nullable MessageRef messageOf(CallbackQuery press) {
    return switch (press.getMessage()) {
      case org.telegram.telegrambots.meta.api.objects.message.Message message ->
          TelegramIds.message(message);
      case InaccessibleMessage message ->
          TelegramIds.message(message.getChatId(), message.getMessageId());
      case null, default -> null;
    };
  }

  private static @Nullable String threadId(CallbackQuery press) {
    return press.getMessage()
            instanceof org.telegram.telegrambots.meta.api.objects.message.Message message
        ? Senders.threadId(message)
        : null;
  }
}
