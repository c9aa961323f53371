package io.github.reelay.telegram.inbound;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import org.jspecify.annotations.Nullable;

/** The intent of a message to the bot. */
sealed interface Intent {
  /** A video, at once. */
  record Generate(String prompt, @Nullable SentImage image) implements Intent {}

  /** A video, after a look at the card: nobody typed a command. */
  record Card(String prompt, @Nullable SentImage image) implements Intent {}

  /**
   * A remix of a posted video.
   *
   * @param messageRef null: the person's newest here
   */
  record Remix(String prompt, @Nullable MessageRef messageRef) implements Intent {}

  /** The answer to the question that the Remix button asked. */
  record RemixOf(String prompt, TaskId source) implements Intent {}

  /** A deep link {@code ?start=remix_…}: as if the Remix button were pressed. */
  record PressRemix(TaskId source) implements Intent {}

  /**
   * Any other command.
   *
   * @param arguments what was written after it
   */
  record RunCommand(Command command, String arguments) implements Intent {}

  /** Tell the person what works instead; a key of the texts. */
  record Hint(String key) implements Intent {}

  /** The group became a supergroup. */
  record ChatMoved(long from, long to) implements Intent {}

  record Nothing() implements Intent {}

  /** Commands that only ask or set something. */
  enum Command {
    JOBS,
    MODELS,
    USAGE,
    SETTINGS,
    HELP,
    START,
    FORGET,
    ADMIN
  }
}
