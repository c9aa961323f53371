package io.github.reelay.conversation.text;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.StatusView;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/** The texts of what the tracker and the chats have to say, in a person's language. Thread-safe. */
public interface MessageTexts {
  /** The status message with its buttons: what it is, its facts, the bar or the last word. */
  Message status(StatusView view);

  /**
   * What stands under a posted video, with Remix, Again, Delete.
   *
   * @param isCopy it was made smaller, as the chat takes no more: with Fetch
   * @param limit at most so many UTF-16 units; the prompt is cut to fit, at a character's boundary
   */
  Message caption(Task task, boolean isCopy, int limit);

  /** Under the video as it is; under one that is posted, as it was posted. */
  default Message caption(Task task, int limit) {
    return caption(
        task,
        task.state() instanceof TaskState.Delivered delivered
            && Boolean.TRUE.equals(delivered.asCopy()),
        limit);
  }

  /** A short reply that will become the video; reads true if it should stay alone. */
  RichText placeholder(Task task);

  /**
   * The status message of a task whose chat does not take the file.
   *
   * @param until when the link dies
   */
  Message linkMessage(Task task, URI link, Instant until);

  /** What the bot speaks, English first. */
  List<Locale> languages();

  /** Any sentence of the bundles. */
  String text(Locale language, String key, Object... args);
}
