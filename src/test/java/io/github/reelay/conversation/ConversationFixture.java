package io.github.reelay.conversation;

import io.github.reelay.conversation.PictureFetcher.FetchResult;
import io.github.reelay.conversation.text.Formats;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.conversation.text.MessageRenderer;
import io.github.reelay.conversation.usecase.ConversationService;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.ContentFilter;
import io.github.reelay.policy.ContentOptions;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.OperatorClaim;
import io.github.reelay.policy.Rules;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.FakeMedia;
import io.github.reelay.testing.FakePoster;
import io.github.reelay.testing.FakeProviderControl;
import io.github.reelay.testing.FixedCatalogue;
import io.github.reelay.testing.ImmediateTaskService;
import io.github.reelay.testing.InMemoryDraftStore;
import io.github.reelay.testing.InMemoryPreferenceStore;
import io.github.reelay.testing.InMemoryRuleStore;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.PolicyExamples;
import io.github.reelay.testing.RecordingContacts;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.tracking.port.Alert;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * A conversation among stand-ins for the ports: everything in memory, a settable clock, and no
 * tracker, so that a test says itself what becomes of a task.
 */
public final class ConversationFixture {
  public static final PersonRef ANN = new PersonRef("telegram", "1");
  public static final PersonRef BOB = new PersonRef("telegram", "2");
  public static final PersonRef OPERATOR = new PersonRef("telegram", "9");
  public static final ChatRef GROUP = new ChatRef("telegram", "-100");

  public static final List<Installation.Instance> INSTANCES = new CopyOnWriteArrayList<>();

  public static final Installation INSTALLATION =
      new Installation("1.2.3", Duration.ofDays(3), Duration.ofDays(90), () -> INSTANCES);

  public final InMemoryTaskStore store;
  public final InMemoryRuleStore ruleStore = new InMemoryRuleStore();
  public FixedCatalogue catalogue = new FixedCatalogue();
  public final FakeProviderControl providers = new FakeProviderControl();
  public final List<Alert> alerts = new ArrayList<>();
  public final RecordingContacts contacts = new RecordingContacts();
  public final Set<PersonRef> forgotten = new HashSet<>();
  public final Map<PersonRef, Map<String, String>> preferences = new HashMap<>();
  public final InMemoryDraftStore drafts = new InMemoryDraftStore();
  private static final FetchResult MISSING = new FetchResult.Failed(FetchResult.Failure.NOT_FOUND);

  /** What is found at addresses of pictures; nothing at any other. */
  public final Map<String, FetchResult> links = new HashMap<>();

  public final FakePoster poster = new FakePoster();
  public final FakeMedia media = new FakeMedia();
  public final MessageRenderer renderer;
  public final SettableClock clock = new SettableClock(Instant.parse("2026-11-20T06:00:00Z"));
  public AccessOptions access =
      new AccessOptions(
          AccessOptions.UnknownPolicy.AUTO,
          PolicyExamples.NOBODY,
          PolicyExamples.NOBODY,
          Set.of(OPERATOR.toString()));
  public final OperatorClaim claim = new OperatorClaim(clock, new Random(7));
  public boolean room = true;

  public LimitOptions limits = PolicyExamples.UNLIMITED;
  public ContentOptions content = PolicyExamples.ANY_CONTENT;

  /** Where money is real. */
  public ConversationFixture() {
    this(false);
  }

  public ConversationFixture(InMemoryTaskStore store) {
    this(store, false);
  }

  /**
   * @param onlyPretend the sandbox makes all videos; set {@link #catalogue} to its model
   */
  public ConversationFixture(boolean onlyPretend) {
    this(new InMemoryTaskStore(), onlyPretend);
  }

  private ConversationFixture(InMemoryTaskStore store, boolean onlyPretend) {
    this.store = store;
    this.renderer =
        new MessageRenderer(
            new Formats(new MessageBundles(), "$", ZoneId.of("UTC"), onlyPretend),
            Duration.ofDays(7),
            store::find,
            true);
  }

  /** A conversation under the options set so far. */
  public ConversationCalls conversation() {
    Rules rules = new Rules(ruleStore, clock);
    return new ConversationCalls(
        new ConversationService(
            new ConversationPorts(
                new ImmediateTaskService(store),
                store,
                catalogue,
                media,
                media,
                drafts,
                new InMemoryPreferenceStore(preferences),
                store,
                List.of(forgotten::add),
                INSTALLATION,
                poster,
                address -> links.getOrDefault(address, MISSING),
                () -> room,
                alerts::add,
                contacts),
            new PolicyServices(
                new AccessPolicy(access, rules),
                new Limits(limits, rules, ZoneOffset.UTC),
                new ContentFilter(content),
                rules,
                providers,
                claim),
            renderer,
            clock,
            new Random(7)));
  }

  public static Sender sender(PersonRef person) {
    return sender(person, Locale.ENGLISH, false);
  }

  /** The same person in a topic or thread of the chat. */
  public static Sender inTopic(Sender sender, String thread) {
    Destination chat = sender.destination();
    return new Sender(
        sender.person(),
        sender.name(),
        new Destination(chat.chat(), chat.server(), thread, chat.replyTo(), chat.ticket()),
        sender.locale(),
        sender.roles(),
        sender.isModerator(),
        sender.isAlone());
  }

  public static Sender sender(PersonRef person, Locale language, boolean moderator) {
    return new Sender(
        person, "Name", Destination.of(GROUP), language, Set.of(), () -> moderator, false);
  }

  /** Sets what became of a task. */
  public Task becomes(Task task, TaskState state) {
    Task next = task.nextVersion(state, null);
    store.put(next);
    return next;
  }

  public Task delivered(Task task, String message) {
    return becomes(
        task,
        new TaskState.Delivered(
            clock.instant(),
            video(task),
            new MessageRef(task.address().chat(), message),
            false,
            false));
  }

  public Task running(Task task) {
    return becomes(task, TaskState.Running.started("remote-1", clock.instant(), clock.instant()));
  }

  public Task rejected(Task task) {
    return becomes(
        task, new TaskState.Failed(clock.instant(), Failure.of(FailureKind.CONTENT_REJECTED)));
  }

  public Video video(Task task) {
    return new Video(task.id() + ".mp4", 1000, 720, 1280, Duration.ofSeconds(10), "cd".repeat(32));
  }

  public static Task started(Answer answer) {
    if (answer instanceof Answer.TaskStarted(Task task, _)) {
      return task;
    }
    throw new AssertionError("no task was started: " + words(answer));
  }

  /** What an answer says, as plain text. */
  public static String words(Answer answer) {
    return switch (answer) {
      case Answer.TaskStarted(Task task, _) -> "started " + task.id();
      case Answer.Reply(Message message, _, _) -> message.text().plainText();
      case Answer.ReplaceMessage(Message message) -> message.text().plainText();
      case Answer.AskPrompt ask -> ask.question().text().plainText();
      case Answer.DeleteMessages(var _, var _, Message note) -> note.text().plainText();
      case Answer.HideVideo(var _, var _, var _, Message note) -> note.text().plainText();
      case Answer.ShowVideo show -> show.caption().text().plainText();
      case Answer.Acknowledge(Message note) -> note.text().plainText();
    };
  }
}
