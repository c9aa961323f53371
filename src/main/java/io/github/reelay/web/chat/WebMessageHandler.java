package io.github.reelay.web.chat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
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
import io.github.reelay.web.ApiProblem;
import io.github.reelay.web.Visitor;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The handler of posted messages, which calls the {@link Conversation}. */
final class WebMessageHandler {
  private final Conversation conversation;
  private final RequestValidator validator;
  private final TaskStore tasks;
  private final MessageLog messages;
  private final MessageBundles bundles;

  WebMessageHandler(
      Conversation conversation,
      RequestValidator validator,
      TaskStore tasks,
      MessageLog messages,
      MessageBundles bundles) {
    this.conversation = conversation;
    this.validator = validator;
    this.tasks = tasks;
    this.messages = messages;
    this.bundles = bundles;
  }

  /** What is wrong with a message, told before it is stored. */
  Optional<ApiProblem> validate(
      Visitor visitor, PostedMessage posted, List<ReferenceImage> images) {
    if (WebCommand.parse(posted.text()).isPresent()) {
      return Optional.empty();
    }
    TaskId video = images.isEmpty() ? taskOfRepliedVideo(visitor, posted) : null;
    Task source = video == null ? null : tasks.find(video).orElse(null);
    return validator
        .check(posted, images, source, visitor.locale())
        .map(problem ->
            problem.withMends(
                conversation.mends(
                    senderOf(visitor, ""),
                    requestInput(posted, posted.text(), false, images, "mends"),
                    video)));
  }

  /** Acts on a message that was found right. */
  Answer handle(
      Visitor visitor, PostedMessage posted, List<ReferenceImage> images, String messageId) {
    Sender sender = senderOf(visitor, messageId);
    Optional<WebCommand> command = WebCommand.parse(posted.text());
    if (command.isPresent()) {
      return handleCommand(sender, command.get(), posted, images, messageId);
    }
    RequestInput input = requestInput(posted, posted.text(), false, images, messageId);
    TaskId video = images.isEmpty() ? taskOfRepliedVideo(visitor, posted) : null;
    if (video == null && posted.draft()) {
      return conversation.draftFirst(sender, input);
    }
    return video == null
        ? conversation.run(sender, Command.VIDEO, CommandInput.of(input))
        : conversation.run(
            sender,
            Command.REMIX,
            CommandInput.remix(input, new CommandInput.Source.OfTask(video)));
  }

  /**
   * Whether something is meant to start a task; a command nobody knows is perhaps a misspelt one.
   */
  static boolean asksForVideo(String text) {
    return WebCommand.parse(text)
        .map(typed -> Command.ofWord(typed.name()).orElse(Command.VIDEO))
        .map(Command::ordersVideo)
        .orElse(true);
  }

  private Answer handleCommand(
      Sender sender,
      WebCommand command,
      PostedMessage posted,
      List<ReferenceImage> images,
      String messageId) {
    Optional<Command> known = Command.ofWord(command.name());
    if (known.isEmpty()) {
      return new Answer.Reply(
          Message.of(bundles.get(sender.locale(), "web.unknown-command", "/" + command.name())),
          true);
    }
    String on = posted.replyTo();
    return conversation.run(
        sender,
        known.get(),
        new CommandInput(
            requestInput(posted, command.arguments(), true, images, messageId),
            CommandInput.Source.of(on == null ? null : MessageLog.messageRef(sender.person(), on)),
            Map.of()));
  }

  /**
   * The task whose video a message replies to. Known by the message, not by the task's state: the
   * video is there a moment before its delivery is committed, and a script replies at once.
   */
  private @Nullable TaskId taskOfRepliedVideo(Visitor visitor, PostedMessage posted) {
    if (posted.replyTo() == null) {
      return null;
    }
    return messages
        .find(visitor.person(), posted.replyTo())
        .filter(message -> message.kind() == ChatMessage.Kind.VIDEO)
        .map(ChatMessage::task)
        .map(TaskId::new)
        .orElse(null);
  }

  private static RequestInput requestInput(
      PostedMessage posted,
      String text,
      boolean flags,
      List<ReferenceImage> images,
      String messageId) {
    return new RequestInput("web:" + messageId, text, flags, posted.options(), images)
        .withLink(posted.pictureLink());
  }

  /** A visitor who speaks; what is said back replies to the message. */
  static Sender senderOf(Visitor visitor, String messageId) {
    Destination destination =
        new Destination(MessageLog.chatOf(visitor.person()), null, null, messageId, null);
    return new Sender(
        visitor.person(), "", destination, visitor.locale(), Set.of(), () -> false, true);
  }
}
