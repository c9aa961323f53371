package io.github.reelay.conversation.text;

import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.MessageRef;
import org.jspecify.annotations.Nullable;

/** The names of tasks, as links to where they are seen. */
public final class TaskLinks {
  private TaskLinks() {}

  /** A link to the posted video, else to the status message; only the name where neither is. */
  public static Span of(Task task) {
    return link(task, place(task));
  }

  /** A link to the posted video; only the name once that is gone. */
  static Span ofVideo(Task task) {
    return link(task, task.state() instanceof TaskState.Delivered d ? d.message() : null);
  }

  private static Span link(Task task, @Nullable MessageRef place) {
    // Of a task that was fetched from another chat it is not known where its first one was.
    return place == null || !place.chat().equals(task.address().chat())
        ? new Span.Code(task.id().shortForm())
        : new Span.MessageLink(task.id().shortForm(), place, task.address().server());
  }

  private static @Nullable MessageRef place(Task task) {
    return switch (task.state()) {
      case TaskState.Delivered delivered -> delivered.message();
      case TaskState.Deleted _ -> null;
      case TaskState.Queued _,
          TaskState.AtProvider _,
          TaskState.InDelivery _,
          TaskState.Unconfirmed _,
          TaskState.EndedWithoutVideo _,
          TaskState.Undeliverable _ ->
          task.status().lost() ? null : task.status().message();
    };
  }
}
