package io.github.reelay.testing;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.usecase.ConversationService;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A conversation with a short call for each command, so that a test reads as it is meant. */
public record ConversationCalls(Conversation conversation) {
  public Answer generate(Sender sender, RequestInput input) {
    return conversation.run(sender, Command.VIDEO, CommandInput.of(input));
  }

  public Answer order(Sender sender, RequestInput input) {
    return conversation.order(sender, input);
  }

  public Answer draft(Sender sender, RequestInput input) {
    return conversation.draft(sender, input);
  }

  public Answer remix(Sender sender, RequestInput input, @Nullable MessageRef message) {
    return remix(sender, input, CommandInput.Source.of(message));
  }

  public Answer remixOf(Sender sender, RequestInput input, TaskId source) {
    return remix(sender, input, new CommandInput.Source.OfTask(source));
  }

  private Answer remix(Sender sender, RequestInput input, CommandInput.Source source) {
    return conversation.run(sender, Command.REMIX, CommandInput.remix(input, source));
  }

  public Answer press(
      Sender sender, ButtonId button, String origin, MessageRef message, @Nullable String text) {
    return conversation.press(sender, button, origin, message, text);
  }

  public Answer draftFirst(Sender sender, RequestInput input) {
    return conversation.draftFirst(sender, input);
  }

  public Optional<Money> draftPrice(Sender sender, RequestInput input) {
    return conversation.draftPrice(sender, input);
  }

  public List<Conversation.Mend> mends(Sender sender, RequestInput input, @Nullable TaskId source) {
    return conversation.mends(sender, input, source);
  }

  public void postDueCards() {
    ((ConversationService) conversation).postDueCards();
  }

  public Answer jobs(Sender sender) {
    return conversation.run(sender, Command.JOBS, CommandInput.NONE);
  }

  /** The clips of the film with this number. */
  public Answer jobs(Sender sender, String number) {
    return conversation.run(
        sender, Command.JOBS, CommandInput.of(RequestInput.ofText("jobs", number, null)));
  }

  /** The clips of the film that a task belongs to. */
  public Answer film(Sender sender, Task clip) {
    return conversation.run(
        sender,
        Command.JOBS,
        CommandInput.of(RequestInput.ofText("", clip.id().shortForm(), null)));
  }

  public Answer models(Sender sender) {
    return conversation.run(sender, Command.MODELS, CommandInput.NONE);
  }

  public Answer usage(Sender sender) {
    return conversation.run(sender, Command.USAGE, CommandInput.NONE);
  }

  public Answer settings(Sender sender, String line) {
    return conversation.run(
        sender, Command.SETTINGS, CommandInput.of(RequestInput.ofText("", line, null)));
  }

  public Answer settings(Sender sender, Map<String, String> values) {
    return conversation.run(
        sender,
        Command.SETTINGS,
        new CommandInput(CommandInput.NONE.request(), new CommandInput.Source.Newest(), values));
  }

  public Answer start(Sender sender) {
    return conversation.run(sender, Command.START, CommandInput.NONE);
  }

  public Answer help(Sender sender) {
    return conversation.run(sender, Command.HELP, CommandInput.NONE);
  }

  public Answer about(Sender sender, CommandInput.Source source) {
    return conversation.run(
        sender, Command.ABOUT, CommandInput.remix(CommandInput.NONE.request(), source));
  }

  public Answer report(Sender sender, CommandInput.Source source) {
    return conversation.run(
        sender, Command.REPORT, CommandInput.remix(CommandInput.NONE.request(), source));
  }

  public Answer forget(Sender sender) {
    return conversation.run(sender, Command.FORGET, CommandInput.NONE);
  }

  public Answer admin(Sender sender, String line) {
    return conversation.run(
        sender, Command.ADMIN, CommandInput.of(RequestInput.ofText("", line, null)));
  }

  public boolean isPostedVideo(MessageRef message) {
    return conversation.isPostedVideo(message);
  }

  public List<Conversation.Suggestion> suggest(
      Locale locale,
      RequestOption option,
      String typed,
      Map<RequestOption, String> chosen,
      int images,
      int limit) {
    return conversation.suggest(locale, option, typed, chosen, images, limit);
  }
}
