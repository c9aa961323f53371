package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.conversation.text.VideoCaptions;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.state.StatusViewFactory;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The buttons that only a film has: its last clip alone, and the film without it. */
record FilmButtons(
    TaskService taskService,
    TaskStore tasks,
    MediaStore media,
    TaskPermissions permissions,
    VideoCaptions captions,
    UserTexts texts) {
  /** The last clip, for who presses. */
  Answer clipAlone(Sender sender, Task task) {
    if (task.state() instanceof TaskState.Undeliverable hidden && hidden.isReported()) {
      return texts.acknowledge(sender, "fetch.reported");
    }
    if (!(task.state() instanceof TaskState.WithFile kept) || !media.has(kept.video())) {
      return texts.acknowledge(sender, "fetch.gone");
    }
    return new Answer.ShowVideo(
        task.id(),
        kept.video(),
        media.path(kept.video()),
        captions.ofClip(texts.language(sender), task));
  }

  /** A clip was paid and cannot be brought back, so the person is asked once. */
  Answer askToUndo(Sender sender, Task task) {
    Optional<String> obstacle = obstacle(sender, task);
    TaskId before = task.continued();
    if (obstacle.isPresent() || before == null) {
      return texts.acknowledge(sender, obstacle.orElse("undo.no-film"));
    }
    Locale language = texts.language(sender);
    Money cost = StatusViewFactory.of(task, task.state().since()).cost();
    Span name = new Span.Code(before.shortForm());
    return new Answer.Reply(
        new Message(
            cost.equals(Money.ZERO)
                ? texts.text(sender, "undo.ask", name)
                : texts.text(
                    sender,
                    "undo.ask-paid",
                    name,
                    texts.formats().moneyInSentence(language, cost, task.offer().isPretend())),
            texts.labels().undoQuestion(language, task.id())),
        true);
  }

  /** Why there is nothing to undo. */
  private Optional<String> obstacle(Sender sender, Task task) {
    if (!permissions.canManage(sender, task)) {
      return Optional.of("press.not-yours");
    }
    if (task.continued() == null) {
      return Optional.of("undo.no-film");
    }
    if (isContinued(task)) {
      return Optional.of("undo.not-last");
    }
    return switch (task.state()) {
      case TaskState.Delivered _, TaskState.Undeliverable _, TaskState.Deleted _ ->
          Optional.empty();
      case TaskState.Queued _,
          TaskState.AtProvider _,
          TaskState.Unconfirmed _,
          TaskState.InDelivery _,
          TaskState.EndedWithoutVideo _ ->
          Optional.of("undo.not-yet");
    };
  }

  /**
   * The film goes back to before its last clip. The video before stands in the chat still, and is
   * the newest again; nothing is asked of a provider. Said again for a press that comes twice.
   *
   * @param question the message with the pressed button; the film itself, where a chat has asked in
   *     its own way
   */
  Answer undo(Sender sender, Task task, MessageRef question) {
    Optional<String> obstacle = obstacle(sender, task);
    TaskId before = task.continued();
    if (obstacle.isPresent() || before == null) {
      return texts.acknowledge(sender, obstacle.orElse("undo.no-film"));
    }
    List<MessageRef> gone = new ArrayList<>(List.of(question));
    if (task.state() instanceof TaskState.Delivered delivered) {
      gone.addFirst(delivered.message());
    }
    if (!(task.state() instanceof TaskState.Undeliverable)) {
      gone.addAll(tasks.copies(task));
    }
    taskService.delete(task.id());
    return new Answer.DeleteMessages(
        gone.stream().distinct().toList(),
        tasks.withLinkTo(task),
        Message.of(texts.text(sender, "undo.done", new Span.Code(before.shortForm()))));
  }

  /** Whether there is a later clip, or may still be one. */
  private boolean isContinued(Task task) {
    return tasks.continuations(task.id()).stream().anyMatch(later -> !later.hasEndedWithoutVideo());
  }
}
