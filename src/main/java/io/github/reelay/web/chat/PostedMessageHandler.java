package io.github.reelay.web.chat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.web.Problem;
import io.github.reelay.web.Visitor;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a posted message means, as a call of {@link Conversation}. */
final class PostedMessageHandler {
  private final Conversation conversation;
  private final RequestValidator values;
  private final TaskStore tasks;
  private final MessageLog log;
  private final MessageBundles texts;

  PostedMessageHandler(
      Conversation conversation,
      RequestValidator values,
      TaskStore tasks,
      MessageLog log,
      MessageBundles texts) {
    this.conversation = conversation;
    this.values = values;
    this.tasks = tasks;
    this.log = log;
    this.texts = texts;
  }

  /** What is wrong with a message, told before it is stored. */
  Optional<Problem> mistake(
      Visitor visitor, PostedMessage posted, @Nullable ReferenceImage picture) {
    if (WebCommand.read(posted.text()).isPresent()) {
      return Optional.empty();
    }
    TaskId video = picture == null ? repliedVideo(visitor, posted) : null;
    Task source = video == null ? null : tasks.find(video).orElse(null);
    return values.check(posted, picture, source, visitor.locale());
  }

  /** Acts on a message that was found right. */
  Answer answer(
      Visitor visitor, PostedMessage posted, @Nullable ReferenceImage picture, String messageId) {
    Sender speaker = speaker(visitor, messageId);
    Optional<WebCommand> command = WebCommand.read(posted.text());
    if (command.isPresent()) {
      return command(speaker, command.get(), posted, picture, messageId);
    }
    RequestInput wish = wish(posted, posted.text(), false, picture, messageId);
    TaskId video = picture == null ? repliedVideo(visitor, posted) : null;
    return video == null
        ? conversation.generate(speaker, wish)
        : conversation.remixOf(speaker, wish, video);
  }

  private Answer command(
      Sender speaker,
      WebCommand command,
      PostedMessage posted,
      @Nullable ReferenceImage picture,
      String messageId) {
    RequestInput wish = wish(posted, command.rest(), true, picture, messageId);
    return switch (command.name()) {
      case "video" -> conversation.generate(speaker, wish);
      case "remix" -> {
        String on = posted.replyTo();
        yield conversation.remix(
            speaker, wish, on == null ? null : MessageLog.ref(speaker.person(), on));
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

  private static RequestInput wish(
      PostedMessage posted,
      String text,
      boolean flags,
      @Nullable ReferenceImage picture,
      String messageId) {
    return new RequestInput(
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
  static Sender speaker(Visitor visitor, String messageId) {
    Destination address =
        new Destination(MessageLog.chat(visitor.person()), null, null, messageId, null);
    return new Sender(visitor.person(), "", address, visitor.locale(), Set.of(), () -> false);
  }
}
