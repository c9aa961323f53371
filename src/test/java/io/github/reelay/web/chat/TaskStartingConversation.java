package io.github.reelay.web.chat;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.PersonalDataStore;
import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.SettingsLine;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.RecordingConversation;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.StatusView;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Also starts tasks, whose status message is shown at once and stays as it is. */
final class TaskStartingConversation extends RecordingConversation {
  private final Map<String, Task> byOrigin = new ConcurrentHashMap<>();
  private final InMemoryTaskStore tasks;
  private final PreferenceStore preferences;
  private final PersonalDataStore personalData;
  private final ChatPlatform chat;

  TaskStartingConversation(
      InMemoryTaskStore tasks,
      PreferenceStore preferences,
      ChatPlatform chat,
      PersonalDataStore personalData) {
    this.tasks = tasks;
    this.preferences = preferences;
    this.personalData = personalData;
    this.chat = chat;
    answers = TaskStartingConversation::answerTo;
  }

  private static Answer answerTo(String call) {
    return switch (call) {
      case "jobs" ->
          new Answer.Reply(
              new Message(
                  RichText.builder().bold("Running").plain(" 2").build(),
                  List.of(List.of(button("cancel", "AAA"), button("cancel", "BBB")))),
              true);
      default -> new Answer.Reply(Message.of("Noted."), true);
    };
  }

  @Override
  public Answer run(Sender sender, Command command, CommandInput input) {
    return switch (command) {
      // a look-up, which leaves no trace
      case USAGE -> new Answer.Reply(Message.of("$1.00 of $5.00"), true);
      case SETTINGS -> {
        if (input.request().text().contains("duration 7")) {
          yield new Answer.Reply(Message.of("7 does not work for Length."), true, true);
        }
        Map<String, String> kept = new TreeMap<>(preferences.load(sender.person()));
        kept.putAll(input.values());
        SettingsLine.parse(input.request().text()).ifPresent(kept::putAll);
        preferences.save(sender.person(), kept);
        yield super.run(sender, command, input);
      }
      case FORGET -> {
        personalData.forget(sender.person());
        yield new Answer.Reply(Message.of("Forgotten."), true);
      }
      default -> super.run(sender, command, input);
    };
  }

  /** What is offered in menus; of others nothing is known. */
  final Map<RequestOption, List<Suggestion>> suggestions = new ConcurrentHashMap<>();

  /** What each menu was last narrowed by. */
  final Map<RequestOption, Map<RequestOption, String>> narrowedBy = new ConcurrentHashMap<>();

  @Override
  public List<Suggestion> suggest(
      Locale locale,
      RequestOption option,
      String typed,
      Map<RequestOption, String> chosen,
      int images,
      int limit) {
    narrowedBy.put(option, Map.copyOf(chosen));
    return suggestions.getOrDefault(option, List.of());
  }

  @Override
  public Answer draftFirst(Sender sender, RequestInput input) {
    calls.add("draft first");
    return generate(sender, input);
  }

  @Override
  protected Answer generate(Sender sender, RequestInput input) {
    var _ = super.generate(sender, input);
    return input.text().contains("too dear")
        ? new Answer.Reply(Message.of("The day's budget is used up."), true)
        : start(sender, input);
  }

  @Override
  public Answer draft(Sender sender, RequestInput input) {
    throw new AssertionError("the web chat has menus; it never drafts");
  }

  @Override
  protected Answer remix(Sender sender, RequestInput input, CommandInput.Source source) {
    var _ = super.remix(sender, input, source);
    return start(sender, input);
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
                      TaskExamples.generate(input.text()),
                      like.offer(),
                      like.acceptedAt());
              tasks.put(task);
              chat.showStatus(task, TaskExamples.view(task, StatusView.Phase.WORKING, 42));
              return task;
            }));
  }

  @Override
  public Answer press(
      Sender sender, ButtonId button, String origin, MessageRef messageRef, @Nullable String text) {
    var _ = super.press(sender, button, origin, messageRef, text);
    return switch (button.action()) {
      case DELETE_NOW ->
          new Answer.DeleteMessages(List.of(messageRef), List.of(), Message.of("Deleted."));
      case REPORT -> new Answer.HideVideo(messageRef, List.of(), List.of(), Message.of("Hidden."));
      case REMIX -> start(sender, RequestInput.ofText(origin, String.valueOf(text), null));
      case EDIT ->
          text == null
              ? new Answer.AskPrompt(button, Message.of("Change it."), "a fox", false)
              : new Answer.Reply(card("sora-2"), false);
      case MODEL -> new Answer.ReplaceMessage(card("sora-2-pro"));
      case GENERATE ->
          start(sender, RequestInput.ofText("draft:" + button.target(), "a fox", null))
                  instanceof Answer.TaskStarted(Task task, _)
              ? new Answer.TaskStarted(task, Message.of("a fox, confirmed"))
              : new Answer.Acknowledge(Message.of("Noted."));
      default -> new Answer.Acknowledge(Message.of("Noted."));
    };
  }

  @Override
  public boolean isPostedVideo(MessageRef message) {
    return message.id().startsWith("v-");
  }

  static Message card(String model) {
    return new Message(
        RichText.of("Model " + model),
        List.of(List.of(button("model", "DRAFT"), button("generate", "DRAFT"))));
  }

  private static Button button(String action, String target) {
    return new Button(
        new ButtonId(ButtonAction.ofWireId(action), target), action, Button.Style.PLAIN);
  }
}
