package io.github.reelay.web.chat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Speaker;
import io.github.reelay.conversation.Texts;
import io.github.reelay.conversation.Wish;
import io.github.reelay.task.Address;
import io.github.reelay.task.Picture;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.TaskStore;
import io.github.reelay.web.Problem;
import io.github.reelay.web.Visitor;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a posted message means, as a call of {@link Conversation}. */
final class Dialogue {
  private final Conversation conversation;
  private final MenuValues values;
  private final TaskStore tasks;
  private final ChatLog log;
  private final Texts texts;

  Dialogue(
      Conversation conversation, MenuValues values, TaskStore tasks, ChatLog log, Texts texts) {
    this.conversation = conversation;
    this.values = values;
    this.tasks = tasks;
    this.log = log;
    this.texts = texts;
  }

  /** What is wrong with a message, told before it is stored. */
  Optional<Problem> mistake(Visitor visitor, PostedMessage posted, @Nullable Picture picture) {
    if (Command.read(posted.text()).isPresent()) {
      return Optional.empty();
    }
    TaskId video = picture == null ? repliedVideo(visitor, posted) : null;
    Task source = video == null ? null : tasks.find(video).orElse(null);
    return values.check(posted, picture, source, visitor.locale());
  }

  /** Acts on a message that was found right. */
  Answer answer(
      Visitor visitor, PostedMessage posted, @Nullable Picture picture, String messageId) {
    Speaker speaker = speaker(visitor, messageId);
    Optional<Command> command = Command.read(posted.text());
    if (command.isPresent()) {
      return command(speaker, command.get(), posted, picture, messageId);
    }
    Wish wish = wish(posted, posted.text(), false, picture, messageId);
    TaskId video = picture == null ? repliedVideo(visitor, posted) : null;
    return video == null
        ? conversation.generate(speaker, wish)
        : conversation.remixOf(speaker, wish, video);
  }

  private Answer command(
      Speaker speaker,
      Command command,
      PostedMessage posted,
      @Nullable Picture picture,
      String messageId) {
    Wish wish = wish(posted, command.rest(), true, picture, messageId);
    return switch (command.name()) {
      case "video" -> conversation.generate(speaker, wish);
      case "remix" -> {
        String on = posted.replyTo();
        yield conversation.remix(
            speaker, wish, on == null ? null : ChatLog.ref(speaker.person(), on));
      }
      case "jobs" -> conversation.jobs(speaker);
      case "models" -> conversation.models(speaker);
      case "usage" -> conversation.usage(speaker);
      case "settings" -> conversation.settings(speaker, command.values());
      case "help", "start" -> conversation.help(speaker);
      case "forget" -> conversation.forget(speaker);
      default ->
          new Answer.Say(
              Message.of(texts.get(speaker.locale(), "web.unknown-command", "/" + command.name())),
              true);
    };
  }

  /**
   * The task whose video a message replies to. Known by the message, not by the task's state: the
   * video is there a moment before its delivery is committed, and a script replies at once.
   */
  private @Nullable TaskId repliedVideo(Visitor visitor, PostedMessage posted) {
    if (posted.replyTo() == null) {
      return null;
    }
    return log.find(visitor.person(), posted.replyTo())
        .filter(message -> message.kind() == ChatMessage.Kind.VIDEO)
        .map(ChatMessage::task)
        .map(TaskId::new)
        .orElse(null);
  }

  private static Wish wish(
      PostedMessage posted,
      String text,
      boolean flags,
      @Nullable Picture picture,
      String messageId) {
    return new Wish(
        "web:" + messageId,
        text,
        flags,
        posted.model(),
        posted.duration(),
        posted.aspect(),
        posted.resolution(),
        picture);
  }

  /** A visitor who speaks; what is said back replies to the message. */
  static Speaker speaker(Visitor visitor, String messageId) {
    Address address = new Address(ChatLog.chat(visitor.person()), null, null, messageId, null);
    return new Speaker(visitor.person(), "", address, visitor.locale(), Set.of(), () -> false);
  }
}
