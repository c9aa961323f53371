package io.github.reelay.telegram.inbound;

import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The intent of a message to the bot. */
sealed interface MessageIntent {
  /** A video, at once. */
  record Generate(String prompt, List<SentImage> images) implements MessageIntent {
    public Generate {
      images = List.copyOf(images);
    }
  }

  /** A video, after a look at the card: nobody typed a command. */
  record Draft(String prompt, List<SentImage> images) implements MessageIntent {
    public Draft {
      images = List.copyOf(images);
    }
  }

  /**
   * A remix of a posted video.
   *
   * @param messageRef null: the person's newest here
   */
  record Remix(String prompt, @Nullable MessageRef messageRef) implements MessageIntent {}

  /**
   * The next clip of the film that ends with a posted video, by the command.
   *
   * @param messageRef null: the person's newest here
   */
  record Continue(String prompt, @Nullable MessageRef messageRef) implements MessageIntent {}

  /** The answer to the question that the Remix button asked. */
  record RemixTask(String prompt, TaskId source) implements MessageIntent {}

  /**
   * A deep link {@code ?start=remix_…}: as if the button were pressed; or the answer to the
   * question that a button asked.
   *
   * @param words null for a link
   */
  record Press(ButtonId button, @Nullable String words) implements MessageIntent {}

  /**
   * Any other command.
   *
   * @param arguments what was written after it
   * @param on the message it replies to, where it is about that
   */
  record RunCommand(Command command, String arguments, @Nullable MessageRef on)
      implements MessageIntent {
    RunCommand(Command command, String arguments) {
      this(command, arguments, null);
    }
  }

  /** Tell the person what works instead; a key of the texts. */
  record Hint(String messageKey) implements MessageIntent {}

  /** The group became a supergroup. */
  record ChatMoved(long from, long to) implements MessageIntent {}

  /** The bot was added to the group: it says who it is. */
  record Introduce() implements MessageIntent {}

  record Ignore() implements MessageIntent {}
}
