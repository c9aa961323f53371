package io.github.reelay.testing;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.Money;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A conversation that records what it is asked, each call as a line of text, and answers what a
 * test says. Thread-safe.
 */
public class RecordingConversation implements Conversation {
  public final List<String> calls = new CopyOnWriteArrayList<>();
  public final List<Sender> senders = new CopyOnWriteArrayList<>();
  public final List<RequestInput> inputs = new CopyOnWriteArrayList<>();

  /** The ids of the messages that are videos it posted. */
  public final Set<String> posted = ConcurrentHashMap.newKeySet();

  /** What is answered to a call; the answer comes after the call was recorded. */
  public volatile Function<String, Answer> answers =
      call -> new Answer.Reply(Message.of("heard: " + call), false);

  /** Records a call and says what is answered to it. */
  protected final Answer record(Sender sender, String call) {
    senders.add(sender);
    calls.add(call);
    return answers.apply(call);
  }

  private Answer record(Sender sender, String verb, RequestInput input, String object) {
    inputs.add(input);
    int pictures = input.images().size();
    String image =
        pictures == 0 ? "" : pictures == 1 ? " with a picture" : " with " + pictures + " pictures";
    return record(sender, verb + " " + input.text() + image + object);
  }

  @Override
  public Answer run(Sender sender, Command command, CommandInput input) {
    return switch (command) {
      case VIDEO -> generate(sender, input.request());
      case REMIX -> remix(sender, input.request(), input.source());
      case CONTINUE -> record(sender, "continue", input.request(), object(input.source()));
      case SETTINGS ->
          record(
              sender,
              "settings " + (input.values().isEmpty() ? input.request().text() : input.values()));
      case ADMIN -> record(sender, "admin " + input.request().text());
      case HELP, START -> record(sender, "help");
      case ABOUT, REPORT -> record(sender, command.word() + object(input.source()));
      case JOBS, MODELS, USAGE, FORGET -> record(sender, command.word());
    };
  }

  protected Answer generate(Sender sender, RequestInput input) {
    return record(sender, "generate", input, "");
  }

  protected Answer remix(Sender sender, RequestInput input, CommandInput.Source source) {
    return record(sender, "remix", input, object(source));
  }

  private static String object(CommandInput.Source source) {
    return switch (source) {
      case CommandInput.Source.Newest _ -> " on newest";
      case CommandInput.Source.OnMessage(MessageRef message) -> " on " + message.id();
      case CommandInput.Source.OfTask(TaskId task) -> " of " + task;
    };
  }

  @Override
  public Answer order(Sender sender, RequestInput input) {
    return record(sender, "order", input, "");
  }

  @Override
  public Answer draftFirst(Sender sender, RequestInput input) {
    return record(sender, "draft first", input, "");
  }

  /** What a draft costs, if there is one. */
  public volatile Optional<Money> draftPrice = Optional.empty();

  /** What would do instead of what is refused. */
  public volatile List<Mend> mends = List.of();

  @Override
  public Optional<Money> draftPrice(Sender sender, RequestInput input) {
    return draftPrice;
  }

  @Override
  public List<Mend> mends(Sender sender, RequestInput input, @Nullable TaskId source) {
    return mends;
  }

  @Override
  public Answer draft(Sender sender, RequestInput input) {
    return record(sender, "draft", input, "");
  }

  @Override
  public Answer press(
      Sender sender, ButtonId button, String origin, MessageRef messageRef, @Nullable String text) {
    return record(
        sender,
        "press " + button.encode() + " on " + messageRef.id() + (text == null ? "" : ": " + text));
  }

  @Override
  public Message introduction(Locale language) {
    calls.add("introduction " + language.toLanguageTag());
    return new Message(
        RichText.of("Hello."),
        List.of(
            List.of(
                new Button(
                    new ButtonId(ButtonAction.EXAMPLE, ButtonAction.HERE),
                    "Example",
                    Button.Style.PRIMARY))));
  }

  @Override
  public void videoShown(TaskId task, MessageRef message) {
    calls.add("shown " + task + " " + message.id());
  }

  @Override
  public boolean isPostedVideo(MessageRef message) {
    return posted.contains(message.id());
  }

  @Override
  public List<Suggestion> suggest(
      Locale locale,
      RequestOption option,
      String typed,
      Map<RequestOption, String> chosen,
      int images,
      int limit) {
    calls.add(
        "suggest "
            + option
            + " "
            + typed
            + " for "
            + chosen.get(RequestOption.MODEL)
            + (images == 0 ? "" : " with " + images + " pictures"));
    return List.of(new Suggestion("8 s", "8", null), new Suggestion("12 s", "12", null));
  }

  @Override
  public List<String> providers(PersonRef person) {
    calls.add("providers for " + person);
    return List.of("apimart", "sandbox");
  }
}
