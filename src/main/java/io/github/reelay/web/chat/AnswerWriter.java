package io.github.reelay.web.chat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Carries out what the conversation answered, and says what the caller is told. */
final class AnswerWriter {
  private final MessageLog log;
  private final InstantSource clock;

  AnswerWriter(MessageLog messages, InstantSource clock) {
    this.log = messages;
    this.clock = clock;
  }

  /**
   * @param cause id of the message or press that is answered; the answer's own id follows from it,
   *     so a repeated cause is answered once
   * @param on the message a pressed button is on, else null
   * @return more for the API's answer: {@code task}, {@code note}, {@code answer}
   */
  Map<String, String> carryOut(
      PersonRef person, Answer answer, String cause, @Nullable ChatMessage on) {
    Map<String, String> told = new LinkedHashMap<>();
    switch (answer) {
      case Answer.TaskStarted(var task, var replacement) -> {
        told.put("task", task.id().value());
        if (replacement != null && on != null) {
          replace(person, replacement, cause, on);
        }
      }
      case Answer.Reply(Message message, _) -> told.put("answer", say(person, message, cause, on));
      case Answer.ReplaceMessage(Message message) ->
          told.put("answer", replace(person, message, cause, on));
      case Answer.AskRemixPrompt(_, Message question) ->
          told.put("note", question.text().plainText());
      case Answer.DeleteMessages(var messages, Message note) -> {
        for (MessageRef message : messages) {
          log.delete(person, message.id());
        }
        told.put("note", note.text().plainText());
      }
      case Answer.Acknowledge(Message note) -> told.put("note", note.text().plainText());
    }
    return told;
  }

  private String say(PersonRef person, Message message, String cause, @Nullable ChatMessage on) {
    String replyTo = on == null ? cause : on.id();
    return log.putOnce(
            person, ChatMessageMapper.of("a-" + cause, message, replyTo, clock.instant()))
        .id();
  }

  private String replace(
      PersonRef person, Message message, String cause, @Nullable ChatMessage on) {
    if (on == null) {
      return say(person, message, cause, null);
    }
    return log.put(person, ChatMessageMapper.of(on.id(), message, on.replyTo(), on.at())).id();
  }
}
