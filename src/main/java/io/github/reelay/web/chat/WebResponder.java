package io.github.reelay.web.chat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Message;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The responder: carries out the conversation's answer, and says what the caller is told. */
final class WebResponder implements ChatPoster {
  private final MessageLog messageLog;
  private final InstantSource clock;
  private final boolean spoiler;

  /**
   * @param spoiler whether videos are hidden until a person clicks them
   */
  WebResponder(MessageLog messages, InstantSource clock, boolean spoiler) {
    this.spoiler = spoiler;
    this.messageLog = messages;
    this.clock = clock;
  }

  @Override
  public boolean canPost(Destination to) {
    return true;
  }

  @Override
  public boolean post(String key, PersonRef person, Destination to, Message message) {
    messageLog.putIfAbsent(
        person,
        ChatMessageMapper.toChatMessage("a-later-" + key, message, to.replyTo(), clock.instant()));
    return true;
  }

  /**
   * @param causeId id of the message or press that is answered; the answer's own id follows from
   *     it, so a repeated cause is answered once
   * @param buttonMessage the message a pressed button is on, else null
   * @return more for the API's answer: {@code task}, {@code note}, {@code answer}; with {@code
   *     words} a press with those, changed, is asked for
   */
  Map<String, String> execute(
      PersonRef person, Answer answer, String causeId, @Nullable ChatMessage buttonMessage) {
    Map<String, String> response = new LinkedHashMap<>();
    switch (answer) {
      case Answer.TaskStarted(var task, var replacement) -> {
        response.put("task", task.id().value());
        // A confirmed card: the status message says all of it, and one message is enough.
        if (replacement != null && buttonMessage != null) {
          messageLog.delete(person, buttonMessage.id());
        }
      }
      case Answer.Reply(Message message, _, _) ->
          response.put("answer", postMessage(person, message, causeId, buttonMessage));
      case Answer.ReplaceMessage(Message message) ->
          response.put("answer", replaceMessage(person, message, causeId, buttonMessage));
      case Answer.AskPrompt ask -> {
        response.put("note", ask.question().text().plainText());
        response.put("words", ask.words());
      }
      case Answer.DeleteMessages(var messages, var _, Message note) -> {
        for (MessageRef message : messages) {
          messageLog.delete(person, message.id());
        }
        response.put("note", note.text().plainText());
      }
      case Answer.HideVideo(MessageRef video, var copies, var _, Message note) -> {
        copies.forEach(copy -> messageLog.delete(person, copy.id()));
        messageLog
            .find(person, video.id())
            .ifPresent(posted -> replaceMessage(person, note, causeId, posted));
        response.put("note", note.text().plainText());
      }
      case Answer.ShowVideo show ->
          response.put(
              "answer",
              messageLog
                  .putIfAbsent(person, WebChatPlatform.clipMessage(show, clock.instant(), spoiler))
                  .id());
      case Answer.Acknowledge(Message note) -> response.put("note", note.text().plainText());
    }
    return response;
  }

  private String postMessage(
      PersonRef person, Message message, String causeId, @Nullable ChatMessage buttonMessage) {
    String replyTo = buttonMessage == null ? causeId : buttonMessage.id();
    return messageLog
        .putIfAbsent(
            person,
            ChatMessageMapper.toChatMessage("a-" + causeId, message, replyTo, clock.instant()))
        .id();
  }

  private String replaceMessage(
      PersonRef person, Message message, String causeId, @Nullable ChatMessage buttonMessage) {
    if (buttonMessage == null) {
      return postMessage(person, message, causeId, null);
    }
    return messageLog
        .put(
            person,
            ChatMessageMapper.toChatMessage(
                buttonMessage.id(), message, buttonMessage.replyTo(), buttonMessage.at()))
        .id();
  }
}
