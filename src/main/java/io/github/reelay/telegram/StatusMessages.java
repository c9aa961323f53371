package io.github.reelay.telegram;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Wording;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.ShowAnswer;
import io.github.reelay.tracking.StatusView;
import io.github.reelay.tracking.StatusView.Phase;
import java.io.Serializable;
import java.time.Duration;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.telegram.telegrambots.meta.api.methods.updatingmessages.EditMessageText;

/** The status message of a task: posted once, then edited. Thread-safe. */
final class StatusMessages {
  private static final Logger log = LoggerFactory.getLogger(StatusMessages.class);

  /** After an answer nobody understood; an edit may be repeated without harm. */
  private static final Duration AGAIN = Duration.ofSeconds(3);

  /** While the token is refused nothing works; the operator has been told. */
  private static final Duration TOKEN_AGAIN = Duration.ofSeconds(30);

  private final PacedApi api;
  private final Posting posting;
  private final Wording wording;

  StatusMessages(PacedApi api, Posting posting, Wording wording) {
    this.api = api;
    this.posting = posting;
    this.wording = wording;
  }

  ShowAnswer show(Task task, StatusView view) {
    MessageRef message = task.status().message();
    if (message == null) {
      return post(task, view);
    }
    return isTheResult(task, message) ? new ShowAnswer.Shown(message) : edit(task, view, message);
  }

  /** Whether the status message has itself become the video, or holds the link to it. */
  private static boolean isTheResult(Task task, MessageRef message) {
    return task.state() instanceof TaskState.Delivered delivered
        && delivered.message().equals(message);
  }

  private ShowAnswer post(Task task, StatusView view) {
    Message words = wording.status(view);
    return switch (posting.post(
        task.address(),
        view.isLast() ? Use.LAST : Use.SPEAK,
        Marked.of(words.text(), Marked.LONGEST_TEXT),
        Keyboards.of(words.rows()))) {
      case Reply.Done<org.telegram.telegrambots.meta.api.objects.message.Message>(var posted) ->
          new ShowAnswer.Shown(Wire.message(posted));
      case Reply.Wait<?>(Duration after) -> new ShowAnswer.Later(after);
      case Reply.Unclear<?> _ -> new ShowAnswer.Later(AGAIN);
      case Reply.Refused<?> refused -> refused(task, refused);
    };
  }

  private ShowAnswer edit(Task task, StatusView view, MessageRef message) {
    Message words = wording.status(view);
    Marked marked = Marked.of(words.text(), Marked.LONGEST_TEXT);
    EditMessageText edit =
        EditMessageText.builder()
            .chatId(message.chat().id())
            .messageId(Wire.number(message))
            .text(marked.text())
            .linkPreviewOptions(Posting.NO_PREVIEW)
            .build();
    edit.setEntities(marked.entities().isEmpty() ? null : marked.entities());
    edit.setReplyMarkup(Keyboards.of(words.rows()));
    Reply<Serializable> reply = api.call(message.chat().id(), use(view), edit);
    return switch (reply) {
      case Reply.Done<?> _ -> new ShowAnswer.Shown(message);
      case Reply.Wait<?>(Duration after) -> new ShowAnswer.Later(after);
      case Reply.Unclear<?> _ -> new ShowAnswer.Later(AGAIN);
      case Reply.Refused<?> refused ->
          switch (refused.complaint()) {
            case NOT_MODIFIED, NO_TEXT -> new ShowAnswer.Shown(message);
            case MESSAGE_GONE -> gone(task, view, message);
            default -> refused(task, refused);
          };
    };
  }

  /**
   * Somebody deleted the status message. Progress is not forced on anybody again; a last word that
   * nothing else tells is said anew.
   */
  private ShowAnswer gone(Task task, StatusView view, MessageRef message) {
    boolean toldByTheVideo = view.phase() == Phase.DONE;
    return view.isLast() && !toldByTheVideo ? post(task, view) : new ShowAnswer.Shown(message);
  }

  private static Use use(StatusView view) {
    if (view.isLast()) {
      return Use.LAST;
    }
    return view.phase() == Phase.CANCELLED_RUNNING ? Use.SPEAK : Use.PROGRESS;
  }

  private static ShowAnswer refused(Task task, Reply.Refused<?> refused) {
    ShowAnswer answer =
        switch (refused.complaint()) {
          case TOKEN_REFUSED, CONFLICT -> new ShowAnswer.Later(TOKEN_AGAIN);
          case CHAT_GONE -> new ShowAnswer.Lost(FailureKind.CHAT_GONE);
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
              new ShowAnswer.Lost(FailureKind.CHAT_FORBIDDEN);
        };
    log.atWarn()
        .addKeyValue("task", task.id())
        .addKeyValue("chat", task.address().chat())
        .log("status message refused ({} {}): {}", refused.code(), refused.words(), answer);
    return answer;
  }
}
