package io.github.reelay.telegram;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Speaker;
import io.github.reelay.task.Address;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.AnswerCallbackQuery;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.DeleteMessage;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;
import org.telegram.telegrambots.meta.api.objects.replykeyboard.ReplyKeyboard;

/**
 * Says things in answer to somebody: waits for the chat's budget as long as an answer still makes
 * sense, and never says a thing twice. Thread-safe; blocks.
 */
final class Speech {
  private static final Logger log = LoggerFactory.getLogger(Speech.class);

  /** Longer than the longest wait of a group's minute, with some room for a flood's. */
  private static final Duration PATIENCE = Duration.ofSeconds(150);

  private static final Duration AGAIN = Duration.ofSeconds(1);

  /** Bot API, answerCallbackQuery: 0-200 characters. */
  private static final int LONGEST_TOAST = 200;

  /** A longer note is read in a box that stays until it is closed. */
  private static final int SHORT_TOAST = 60;

  private final PacedApi api;
  private final Posting posting;
  private final StopSignal stop;

  Speech(PacedApi api, Posting posting, StopSignal stop) {
    this.api = api;
    this.posting = posting;
    this.stop = stop;
  }

  void say(Address to, Message message) {
    Marked words = Marked.of(message.text(), Marked.LONGEST_TEXT);
    post(to, words, Keyboards.of(message.rows()));
  }

  void ask(Speaker speaker, TaskId source, Message question, Identity me) {
    post(
        speaker.address(),
        RemixQuestion.words(question, source, speaker, me),
        RemixQuestion.keyboard(speaker));
  }

  private void post(Address to, Marked words, @Nullable ReplyKeyboard keyboard) {
    Reply<?> reply = patiently(() -> posting.post(to, Use.SPEAK, words, keyboard));
    if (!(reply instanceof Reply.Done<?>)) {
      log.atWarn()
          .addKeyValue("chat", to.chat())
          .log("an answer was not said, the person may have to ask again: {}", reply);
    }
  }

  /**
   * Replaces what a message of ours says.
   *
   * @return false if the message cannot be changed into this
   */
  boolean replace(MessageRef message, Message by) {
    Marked words = Marked.of(by.text(), Marked.LONGEST_TEXT);
    EditMessageText edit =
        EditMessageText.builder()
            .chatId(message.chat().id())
            .messageId(Wire.number(message))
            .text(words.text())
            .linkPreviewOptions(Posting.NO_PREVIEW)
            .build();
    edit.setEntities(words.entities().isEmpty() ? null : words.entities());
    edit.setReplyMarkup(Keyboards.of(by.rows()));
    Reply<?> reply = patiently(() -> api.call(message.chat().id(), Use.SPEAK, edit));
    return reply instanceof Reply.Done<?>
        || (reply instanceof Reply.Refused<?> refused
            && refused.complaint() == Complaint.NOT_MODIFIED);
  }

  /**
   * @return false if Telegram does not let the bot delete it any more
   */
  boolean delete(MessageRef message) {
    Reply<?> reply =
        api.unpaced().call(new DeleteMessage(message.chat().id(), Wire.number(message)));
    return !(reply instanceof Reply.Refused<?> refused)
        || refused.complaint() == Complaint.MESSAGE_GONE;
  }

  /** Ends the waiting of a pressed button, with a short note if there is one. */
  void acknowledge(String press, String note) {
    AnswerCallbackQuery answer = new AnswerCallbackQuery(press);
    if (!note.isEmpty()) {
      answer.setText(shortened(note));
      answer.setShowAlert(note.length() > SHORT_TOAST);
    }
    api.unpaced().call(answer); // refused when it comes too late: there is nothing to be done then
  }

  static boolean fitsToast(Message message) {
    return message.rows().isEmpty() && message.text().plain().length() <= LONGEST_TOAST;
  }

  private static String shortened(String note) {
    return note.codePointCount(0, note.length()) <= LONGEST_TOAST
        ? note
        : note.substring(0, note.offsetByCodePoints(0, LONGEST_TOAST - 1)) + "…";
  }

  private <T> Reply<T> patiently(Supplier<Reply<T>> call) {
    Duration left = PATIENCE;
    while (true) {
      Reply<T> reply = call.get();
      Duration wait =
          switch (reply) {
            case Reply.Wait<T>(Duration after) -> after;
            case Reply.Unclear<T> unclear when unclear.unsent() -> AGAIN;
            case Reply.Unclear<T> _, Reply.Refused<T> _, Reply.Done<T> _ -> Duration.ZERO;
          };
      if (wait.isZero() || wait.compareTo(left) > 0 || !stop.pause(wait)) {
        return reply;
      }
      left = left.minus(wait);
    }
  }
}
