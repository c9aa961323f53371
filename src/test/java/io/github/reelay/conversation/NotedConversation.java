package io.github.reelay.conversation;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import org.jspecify.annotations.Nullable;

/** A conversation that only notes what it is asked; the calls that every chat makes alike. */
public abstract class NotedConversation implements Conversation {
  /** Takes down a call and says what to answer. */
  protected abstract Answer note(Sender sender, String call);

  protected abstract Answer generate(Sender sender, RequestInput input);

  protected abstract Answer remix(
      Sender sender, RequestInput input, @Nullable MessageRef messageRef);

  protected abstract Answer remixOf(Sender sender, RequestInput input, TaskId source);

  @Override
  public final Answer run(Sender sender, Command command, CommandInput input) {
    return switch (command) {
      case VIDEO -> generate(sender, input.request());
      case REMIX ->
          switch (input.source()) {
            case CommandInput.Source.Newest _ -> remix(sender, input.request(), null);
            case CommandInput.Source.OnMessage(MessageRef message) ->
                remix(sender, input.request(), message);
            case CommandInput.Source.OfTask(TaskId task) -> remixOf(sender, input.request(), task);
          };
      case SETTINGS -> note(sender, "settings " + input.values());
      case ADMIN -> note(sender, "admin " + input.request().text());
      case START -> note(sender, "help");
      case JOBS, MODELS, USAGE, HELP, FORGET -> note(sender, command.word());
    };
  }
}
