package io.github.reelay.conversation;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.MessageRef;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The action a chat takes in answer to something a person said. */
public sealed interface Answer {
  /**
   * A task was accepted, or had been for the same event; its status message comes by {@link
   * io.github.reelay.tracking.port.ChatPlatform#showStatus}. Nothing else to say.
   *
   * @param replacement what the message with the pressed button becomes (a card without its
   *     buttons); null where it stays as it is
   */
  record TaskStarted(Task task, @Nullable Message replacement) implements Answer {
    public TaskStarted(Task task) {
      this(task, null);
    }
  }

  /**
   * Say this.
   *
   * @param isPrivate only the person should see it, where the platform can
   * @param isRefusal a command was not carried out, so a person may want to word it again
   */
  record Reply(Message message, boolean isPrivate, boolean isRefusal) implements Answer {
    public Reply(Message message, boolean isPrivate) {
      this(message, isPrivate, false);
    }
  }

  /** Replace the message the pressed button is on (cards, lists). */
  record ReplaceMessage(Message message) implements Answer {}

  /**
   * Ask the person for words (form, force reply); what comes back is said with a press of the
   * button.
   *
   * @param button one that is pressed with words, {@link ButtonAction#asksForPrompt}
   * @param words those there are, to be changed; empty where there are none
   * @param inPlace whether the answer takes the place of the message the button is on
   */
  record AskPrompt(ButtonId button, Message question, String words, boolean inPlace)
      implements Answer {}

  /**
   * Delete these messages (the person deleted a video), then show the note where the platform can.
   *
   * @param linked posted videos whose captions link to one of them, to be written anew
   */
  record DeleteMessages(List<MessageRef> messages, List<Task> linked, Message note)
      implements Answer {}

  /**
   * Take a reported video out of everybody's sight, then say so. A chat that can bring it back into
   * its place puts the note there; the others delete it.
   *
   * @param copies messages that show it as well, to be deleted
   * @param linked posted videos whose captions link to it, to be written anew
   */
  record HideVideo(MessageRef video, List<MessageRef> copies, List<Task> linked, Message note)
      implements Answer {}

  /**
   * Show a stored video once more, to who pressed where the platform can do that. It is no
   * delivery: nothing is followed, and when it cannot be shown that is said. Where others see the
   * message too, {@link Conversation#videoShown} is told of it.
   *
   * @param task whose video it is
   * @param file the video on our disk
   */
  record ShowVideo(TaskId task, Video video, Path file, Message caption) implements Answer {}

  /** Acknowledge and say nothing more; a status message shows the rest. */
  record Acknowledge(Message note) implements Answer {}
}
