package io.github.reelay.web.chat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.PersonalDataStore;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.StatusView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** Notes what it is asked; a generation shows its status message at once and stays there. */
final class FakeConversation implements Conversation {
  final List<String> calls = new CopyOnWriteArrayList<>();
  final List<RequestInput> wishes = new CopyOnWriteArrayList<>();
  private final Map<String, Task> byOrigin = new ConcurrentHashMap<>();
  private final InMemoryTaskStore tasks;
  private final PersonalDataStore personalData;
  private final ChatPlatform chat;

  FakeConversation(InMemoryTaskStore tasks, ChatPlatform chat, PersonalDataStore personalData) {
    this.tasks = tasks;
    this.personalData = personalData;
    this.chat = chat;
  }

  @Override
  public Answer run(Sender sender, Command command, CommandInput input) {
    return switch (command) {
      case VIDEO -> generate(sender, input.request());
      case REMIX ->
          switch (input.source()) {
            case CommandInput.Source.Newest _ -> remix(sender, input.request(), null);
            case CommandInput.Source.OnMessage(MessageRef message) ->
                remix(sender, input.request(), message);
            case CommandInput.Source.OfTask(TaskId task) -> remixOf(sender, input.request(), task);
          };
      case JOBS -> jobs();
      case MODELS -> new Answer.Reply(Message.of("sora-2"), true);
      case USAGE -> new Answer.Reply(Message.of("$1.00 of $5.00"), true);
      case SETTINGS -> settings(input.values());
      case HELP, START -> new Answer.Reply(Message.of("Type a prompt."), true);
      case FORGET -> forget(sender);
      case ADMIN -> throw new AssertionError("there is no /admin in the web chat");
    };
  }

  private Answer generate(Sender sender, RequestInput input) {
    calls.add("generate " + input.text());
    wishes.add(input);
    return input.text().contains("too dear")
        ? new Answer.Reply(Message.of("The day's budget is used up."), true)
        : start(sender, input);
  }

  private Answer start(Sender sender, RequestInput input) {
    return new Answer.TaskStarted(
        byOrigin.computeIfAbsent(
            input.origin(),
            origin -> {
              Task like = TaskExamples.accepted(sender.destination(), input.text());
              Task task =
                  Task.accepted(
                      like.id(),
                      origin,
                      new Requester(sender.person(), sender.name(), sender.locale()),
                      sender.destination(),
                      VideoRequest.generate(input.text()),
                      like.offer(),
                      like.acceptedAt());
              tasks.put(task);
              chat.showStatus(task, TaskExamples.view(task, StatusView.Phase.WORKING, 42));
              return task;
            }));
  }

  @Override
  public Answer draft(Sender sender, RequestInput input) {
    throw new AssertionError("the web chat has menus; it never drafts");
  }

  private Answer remix(Sender sender, RequestInput input, @Nullable MessageRef messageRef) {
    calls.add("remix " + input.text() + " on " + (messageRef == null ? "newest" : messageRef.id()));
    return start(sender, input);
  }

  private Answer remixOf(Sender sender, RequestInput input, TaskId source) {
    calls.add("remix " + input.text() + " of " + source);
    return start(sender, input);
  }

  @Override
  public Answer press(
      Sender sender, ButtonId button, String origin, MessageRef messageRef, @Nullable String text) {
    calls.add(
        "press " + button.encode() + " on " + messageRef.id() + (text == null ? "" : ": " + text));
    return switch (button.action()) {
      case DELETE -> new Answer.DeleteMessages(List.of(messageRef), Message.of("Deleted."));
      case REMIX -> start(sender, RequestInput.ofText(origin, String.valueOf(text), null));
      case MODEL -> new Answer.ReplaceMessage(card("sora-2-pro"));
      default -> new Answer.Acknowledge(Message.of("Noted."));
    };
  }

  private Answer jobs() {
    calls.add("jobs");
    return new Answer.Reply(
        new Message(
            RichText.builder().bold("Running").plain(" 2").build(),
            List.of(List.of(button("cancel", "AAA"), button("cancel", "BBB")))),
        true);
  }

  private Answer settings(Map<String, String> values) {
    calls.add("settings " + values);
    return new Answer.Reply(card("sora-2"), true);
  }

  static Message card(String model) {
    return new Message(RichText.of("Model " + model), List.of(List.of(button("model", "DRAFT"))));
  }

  private static Button button(String action, String target) {
    return new Button(
        new ButtonId(ButtonAction.ofWireId(action), target), action, Button.Style.PLAIN);
  }

  private Answer forget(Sender sender) {
    personalData.forget(sender.person());
    return new Answer.Reply(Message.of("Forgotten."), true);
  }

  @Override
  public boolean isPostedVideo(MessageRef message) {
    return message.id().startsWith("v-");
  }

  @Override
  public List<Suggestion> suggest(
      Locale locale, RequestOption option, String typed, @Nullable String model, int limit) {
    return List.of();
  }
}
