package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.conversation.text.VideoCaptions;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import java.util.List;

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

  /**
   * The film goes back to before its last clip. The video before stands in the chat still, and is
   * the newest again; nothing is asked of a provider. Said again for a press that comes twice.
   */
  Answer undo(Sender sender, Task task, MessageRef messageRef) {
    if (!permissions.canManage(sender, task)) {
      return texts.acknowledge(sender, "press.not-yours");
    }
    TaskId before = task.continued();
    if (before == null) {
      return texts.acknowledge(sender, "undo.no-film");
    }
    if (isContinued(task)) {
      return texts.acknowledge(sender, "undo.not-last");
    }
    return switch (task.state()) {
      case TaskState.Delivered delivered -> {
        taskService.delete(task.id());
        yield undone(sender, delivered.message(), before);
      }
      case TaskState.Undeliverable _ -> {
        taskService.delete(task.id());
        yield texts.acknowledge(sender, "undo.done", new Span.Code(before.shortForm()));
      }
      case TaskState.Deleted _ -> undone(sender, messageRef, before);
      case TaskState.Queued _,
          TaskState.AtProvider _,
          TaskState.Unconfirmed _,
          TaskState.InDelivery _,
          TaskState.EndedWithoutVideo _ ->
          texts.acknowledge(sender, "undo.not-yet");
    };
  }

  private Answer undone(Sender sender, MessageRef film, TaskId before) {
    return new Answer.DeleteMessages(
        List.of(film),
        Message.of(texts.text(sender, "undo.done", new Span.Code(before.shortForm()))));
  }

  /** Whether there is a later clip, or may still be one. */
  private boolean isContinued(Task task) {
    return tasks.continuations(task.id()).stream().anyMatch(later -> !later.hasEndedWithoutVideo());
  }
}
