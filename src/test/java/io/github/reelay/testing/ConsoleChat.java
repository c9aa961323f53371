package io.github.reelay.testing;

import io.github.reelay.chat.Chat;
import io.github.reelay.chat.ChatFactory;
import io.github.reelay.chat.ChatHealth;
import io.github.reelay.chat.ChatPorts;
import io.github.reelay.config.SettingReader;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.EventInbox;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.Sender;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A chat in which everything is a line of text, the example of {@code docs/adding-a-chat.md}: a
 * command is typed as everywhere, {@code > 3 in winter} replies to line 3, {@code #3 cancel}
 * presses a button of line 3, and a video is a line {@code [video reelay-….mp4 …]}. Thread-safe.
 */
public final class ConsoleChat implements Chat, ChatPlatform {
  public static final String PLATFORM = "console";
  public static final ChatRef ROOM = new ChatRef(PLATFORM, "room");

  private static final EditLimits EDIT_LIMITS =
      new EditLimits(Duration.ofMillis(50), Integer.MAX_VALUE);
  private static final Pattern COMMAND = Pattern.compile("/([a-z]+)\\s*(.*)");
  private static final Pattern REPLY = Pattern.compile("> (\\d+) (.*)");
  private static final Pattern PRESS = Pattern.compile("#(\\d+) ([a-z-]+)");
  private static final int MAX_CAPTION_LENGTH = 200;

  private final ConsoleScreen screen;
  private final ChatPorts ports;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  public ConsoleChat(ConsoleScreen screen, ChatPorts ports) {
    this.screen = screen;
    this.ports = ports;
  }

  @Override
  public ChatPlatform platform() {
    return this;
  }

  @Override
  public ChatPoster poster() {
    return new ChatPoster() {
      @Override
      public boolean canPost(Destination to) {
        return true;
      }

      @Override
      public boolean post(String key, PersonRef person, Destination to, Message message) {
        show(message, null);
        return true;
      }
    };
  }

  @Override
  public Optional<ChatHealth> health() {
    return Optional.of(new ChatHealth(PLATFORM, !screen.isClosed(), ""));
  }

  @Override
  public void tell(Scope to, Message message) {
    screen.write("to " + to.id() + ": " + message.text().plainText(), buttons(message));
  }

  @Override
  public void start(Conversation conversation) {
    List<EventInbox.Event> left = ports.inbox().pending(PLATFORM, 100);
    left.forEach(event -> threads.execute(() -> handle(conversation, event)));
    screen.onType(line -> {
      String payload = line.author() + " " + line.text();
      EventInbox.Event event =
          new EventInbox.Event(PLATFORM, "" + line.id(), payload, ports.clock().instant());
      if (ports.inbox().store(event)) {
        threads.execute(() -> handle(conversation, event));
      }
    });
  }

  @Override
  public void close() {
    screen.onType(_ -> {});
    threads.close();
  }

  private void handle(Conversation conversation, EventInbox.Event event) {
    String author = event.payload().split(" ", 2)[0];
    String text = event.payload().substring(author.length() + 1);
    Destination destination = new Destination(ROOM, null, null, event.key(), null);
    PersonRef person = new PersonRef(PLATFORM, author);
    Sender sender =
        new Sender(person, author, destination, Locale.ENGLISH, Set.of(), () -> false, false);
    Matcher press = PRESS.matcher(text);
    if (press.matches()) {
      int line = Integer.parseInt(press.group(1));
      String origin = PLATFORM + ":" + event.key();
      findButton(line, press.group(2))
          .map(id -> conversation.press(sender, id, origin, ref(line), null))
          .ifPresent(answer -> respond(answer, line));
    } else {
      respond(answer(conversation, sender, text), null);
    }
    ports.inbox().markHandled(PLATFORM, event.key());
  }

  private Answer answer(Conversation conversation, Sender sender, String text) {
    String origin = PLATFORM + ":" + sender.destination().replyTo();
    Matcher command = COMMAND.matcher(text);
    Matcher reply = REPLY.matcher(text);
    if (command.matches()) {
      RequestInput request = RequestInput.ofText(origin, command.group(2), null);
      Command known = Command.ofWord(command.group(1)).orElse(Command.HELP);
      return conversation.run(sender, known, CommandInput.of(request));
    }
    if (!reply.matches()) {
      return conversation.order(sender, RequestInput.ofText(origin, text, null));
    }
    RequestInput request = RequestInput.ofText(origin, reply.group(2), null);
    int line = Integer.parseInt(reply.group(1));
    Optional<ButtonId> question = findButton(line, ButtonAction.REMIX.wireId());
    if (conversation.isPostedVideo(ref(line))) {
      CommandInput.Source source = CommandInput.Source.of(ref(line));
      return conversation.run(sender, Command.REMIX, CommandInput.remix(request, source));
    }
    return question.isPresent()
        ? conversation.press(sender, question.get(), origin, ref(line), request.text())
        : conversation.order(sender, request);
  }

  private Optional<ButtonId> findButton(int line, String action) {
    return screen.find(line).flatMap(l -> l.button(action)).map(Button::id);
  }

  /**
   * @param pressed the line whose button was pressed, else null
   */
  private void respond(Answer answer, @Nullable Integer pressed) {
    switch (answer) {
      case Answer.TaskStarted(_, Message replacement) -> {
        if (replacement != null) {
          show(replacement, pressed);
        }
      }
      case Answer.Reply(Message message, _, _) -> show(message, null);
      case Answer.ReplaceMessage(Message message) -> show(message, pressed);
      case Answer.AskPrompt ask -> {
        Button button = new Button(ask.button(), "> and the text", Button.Style.PLAIN);
        screen.write(
            (ask.question().text().plainText() + " " + ask.words()).strip(), List.of(button));
      }
      case Answer.DeleteMessages(List<MessageRef> messages, var _, Message note) -> {
        messages.forEach(message -> screen.delete(Integer.parseInt(message.id())));
        show(note, null);
      }
      case Answer.HideVideo(MessageRef video, var _, var _, Message note) -> {
        screen.delete(Integer.parseInt(video.id()));
        show(note, null);
      }
      case Answer.ShowVideo video -> show(video.caption(), null);
      case Answer.Acknowledge(Message note) -> show(note, null);
    }
  }

  /** Writes a message, or lets it replace a line; returns its line. */
  private int show(Message message, @Nullable Integer line) {
    String text = message.text().plainText();
    List<Button> buttons = buttons(message);
    if (line == null) {
      return screen.write(text, buttons);
    }
    screen.edit(line, text, buttons);
    return line;
  }

  private static List<Button> buttons(Message message) {
    return message.rows().stream().flatMap(List::stream).toList();
  }

  private static MessageRef ref(int line) {
    return new MessageRef(ROOM, "" + line);
  }

  @Override
  public String name() {
    return PLATFORM;
  }

  @Override
  public EditLimits editRate() {
    return EDIT_LIMITS;
  }

  @Override
  public StatusResult showStatus(Task task, StatusView view) {
    if (screen.isClosed()) {
      return new StatusResult.Lost(FailureKind.CHAT_GONE);
    }
    MessageRef shown = task.status().message();
    Integer line = shown == null ? null : Integer.valueOf(shown.id());
    return new StatusResult.Shown(ref(show(ports.texts().status(view), line)));
  }

  @Override
  public StatusResult removeStatus(Task task, StatusView view) {
    MessageRef shown = task.status().message();
    if (shown == null || task.isDeliveredAs(shown)) {
      return showStatus(task, view);
    }
    screen.delete(Integer.parseInt(shown.id()));
    return new StatusResult.Shown(shown);
  }

  /** The file's name is unique: a line that has it is the video, whoever has forgotten it. */
  @Override
  public DeliveryResult deliver(DeliveryRequest delivery) {
    if (screen.isClosed()) {
      return new DeliveryResult.Refused(Failure.of(FailureKind.CHAT_GONE));
    }
    String file = "[video reelay-" + delivery.task().id().value() + ".mp4";
    Message caption = ports.texts().caption(delivery.task(), MAX_CAPTION_LENGTH);
    String text = file + " " + delivery.video().bytes() + " B] " + caption.text().plainText();
    int line =
        screen.lines(l -> l.text().startsWith(file)).stream()
            .map(ConsoleScreen.Line::id)
            .findFirst()
            .orElseGet(() -> screen.write(text, buttons(caption)));
    return DeliveryResult.Posted.file(ref(line), false);
  }

  /** Its only option is the window it writes to. */
  public record Factory(ConsoleScreen screen) implements ChatFactory<ConsoleScreen> {
    @Override
    public String name() {
      return "Console";
    }

    @Override
    public String platform() {
      return PLATFORM;
    }

    @Override
    public Optional<ConsoleScreen> read(SettingReader in) {
      return Optional.of(screen);
    }

    @Override
    public Chat create(ConsoleScreen options, ChatPorts ports) {
      return new ConsoleChat(options, ports);
    }
  }
}
