package io.github.reelay.conversation;

import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.Progress;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.ConversationCalls;
import io.github.reelay.testing.FixedCatalogue;
import io.github.reelay.testing.PolicyExamples;
import io.github.reelay.tracking.duration.UsualDuration;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.state.QueueSnapshot;
import io.github.reelay.tracking.state.StatusViewFactory;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The page of conversations, {@code docs/conversations.md}: what people say and what they read,
 * message by message, in both languages. The words come from the conversation itself; only a
 * provider and a platform are played.
 */
final class ConversationsPage {
  private static final MessageRef STATUS = new MessageRef(ConversationFixture.GROUP, "status");
  private static final String VIDEO = "video";
  private static final int MAX_CAPTION = 1_000;
  private static final String FOX = "a red fox in the snow";

  private final StringBuilder page = new StringBuilder();
  private final Locale language;
  private ConversationFixture fixture = new ConversationFixture();
  private @Nullable Message last;
  private int events;

  private ConversationsPage(Locale language) {
    this.language = language;
  }

  static String text() {
    StringBuilder all =
        new StringBuilder(
            """
            # Conversations

            Made by `mvn test -Dtest=ConversationsPageTest -Dreelay.docs.write=true`; a test fails when it is stale.
            What stands in `[brackets]` is a button. A status message is one message that is edited; when the video is
            there, it is taken away.
            """);
    for (Locale language : MessageBundles.ownLanguages()) {
      all.append(new ConversationsPage(language).flows());
    }
    return all.toString();
  }

  private String flows() {
    page.append("\n## ").append(language.getDisplayName(Locale.ENGLISH)).append('\n');
    flow("Words alone, a card, and the video", this::video);
    flow("Waiting in line, then cancelled", this::cancelled);
    flow("Cancelled while the provider is at work", this::cancelledRunning);
    flow("A provider refuses the words", this::rejected);
    flow("The provider's answer is lost", this::unconfirmed);
    flow("The chat does not take the file", this::kept);
    flow("A remix by a reply", this::remix);
    flow("A film", this::film);
    flow("What does not go, and what would", this::mends);
    flow("A limit", this::limit);
    flow("The jobs, the models, what was spent, and help", this::lists);
    flow("A video is deleted", this::deleted);
    flow("The sandbox makes the video: nobody pays", true, this::pretend);
    return page.toString();
  }

  private void flow(String title, Consumer<ConversationCalls> steps) {
    flow(title, false, steps);
  }

  private void flow(String title, boolean sandbox, Consumer<ConversationCalls> steps) {
    fixture = new ConversationFixture(sandbox);
    if (sandbox) {
      fixture.catalogue = new FixedCatalogue(List.of(FixedCatalogue.PRETEND));
    }
    page.append("\n### ").append(title).append("\n\n");
    steps.accept(fixture.conversation());
  }

  private void video(ConversationCalls bot) {
    says(FOX, bot.order(ann(), typed(FOX)));
    Task task = ConversationFixture.started(presses(bot, ButtonAction.GENERATE));
    status(task);
    Task running = fixture.running(shown(task));
    fixture.clock.advance(Duration.ofSeconds(50));
    status(progress(running, 40));
    posted(fixture.delivered(running, VIDEO));
  }

  private void cancelled(ConversationCalls bot) {
    Task task = shown(asked(bot));
    status(task, new QueueSnapshot.Place(3, 1.5));
    presses(bot, ButtonAction.CANCEL);
    status(fixture.store.get(task.id()));
  }

  private void cancelledRunning(ConversationCalls bot) {
    Task task = fixture.running(shown(asked(bot)));
    status(task);
    presses(bot, ButtonAction.CANCEL);
    status(fixture.store.get(task.id()));
  }

  private void rejected(ConversationCalls bot) {
    Task task = fixture.rejected(shown(asked(bot)));
    status(task);
    presses(bot, ButtonAction.EDIT);
  }

  private void unconfirmed(ConversationCalls bot) {
    Task task = shown(asked(bot));
    status(
        fixture.becomes(
            task, TaskState.Unconfirmed.unanswered(fixture.clock.instant(), "reset", 0)));
  }

  private void kept(ConversationCalls bot) {
    Task task = fixture.running(shown(asked(bot))).withCharge(Money.of("1.00"));
    status(
        fixture.becomes(
            task,
            TaskState.Undeliverable.unposted(
                fixture.clock.instant(),
                fixture.video(task),
                Failure.of(FailureKind.CHAT_FORBIDDEN))));
  }

  private void remix(ConversationCalls bot) {
    Task source = fixture.delivered(fixture.running(shown(asked(bot))), VIDEO);
    posted(source);
    presses(bot, ButtonAction.REMIX);
    says(
        "the same at night",
        bot.remix(
            ann(), typed("the same at night"), new MessageRef(ConversationFixture.GROUP, VIDEO)));
  }

  private void film(ConversationCalls bot) {
    Task first = fixture.delivered(fixture.running(shown(asked(bot))), VIDEO);
    posted(first);
    presses(bot, ButtonAction.CONTINUE);
    String next = fixture.renderer.text(language, "continue.words") + ": it finds a door";
    Task clip =
        ConversationFixture.started(
            says(
                next,
                bot.remix(ann(), typed(next), new MessageRef(ConversationFixture.GROUP, VIDEO))));
    Task running = fixture.running(shown(clip));
    status(running);
    Video joined = new Video("film.mp4", 1, 1280, 720, Duration.ofSeconds(20), "00");
    Task film = fixture.delivered(running.withFilm(Task.Film.joined(2, joined)), "film");
    posted(film);
    presses(bot, ButtonAction.CLIP);
    last = fixture.renderer.caption(film, MAX_CAPTION);
    presses(bot, ButtonAction.UNDO);
    presses(bot, ButtonAction.UNDO_NOW);
  }

  private void mends(ConversationCalls bot) {
    for (String words :
        List.of(
            FOX + " --model tiny --duration 9",
            FOX + " --model sora-1",
            FOX + " --lenght 8",
            "--model tiny")) {
      says("/video " + words, bot.generate(ann(), typed(words)));
    }
  }

  private void limit(ConversationCalls bot) {
    fixture.limits =
        PolicyExamples.limit(
            LimitKey.SPEND_PER_DAY_PERSON, new LimitValue.Amount(Money.of("1.20")));
    ConversationCalls limited = fixture.conversation();
    says("/video " + FOX, limited.generate(ann(), typed(FOX)));
    says(
        "/video " + FOX + " --duration 15", limited.generate(ann(), typed(FOX + " --duration 15")));
  }

  private void lists(ConversationCalls bot) {
    Task task = fixture.running(shown(asked(bot)));
    says("/jobs", bot.jobs(ann()));
    fixture.delivered(task, VIDEO);
    says("/usage", bot.usage(ann()));
    says("/models", bot.models(ann()));
    says("/settings", bot.settings(ann(), ""));
    says("/help", bot.help(ann()));
  }

  private void deleted(ConversationCalls bot) {
    Task task = fixture.delivered(fixture.running(shown(asked(bot))), VIDEO);
    posted(task);
    presses(bot, ButtonAction.DELETE);
  }

  private void pretend(ConversationCalls bot) {
    String words = FOX + " --duration 12";
    says(words, bot.order(ann(), typed(words)));
    Task task = ConversationFixture.started(presses(bot, ButtonAction.DRAFT));
    Task running = fixture.running(shown(task));
    status(running);
    posted(fixture.delivered(running, VIDEO));
    says("/models", bot.models(ann()));
    fixture.limits =
        PolicyExamples.limit(
            LimitKey.SPEND_PER_DAY_PERSON, new LimitValue.Amount(Money.of("1.20")));
    ConversationCalls limited = fixture.conversation();
    says("/usage", limited.usage(ann()));
    says("/video " + words, limited.generate(ann(), typed(words)));
  }

  private Task asked(ConversationCalls bot) {
    return ConversationFixture.started(says("/video " + FOX, bot.generate(ann(), typed(FOX))));
  }

  private Sender ann() {
    return ConversationFixture.sender(ConversationFixture.ANN, language, false);
  }

  private RequestInput typed(String words) {
    return RequestInput.ofText("event:" + events++, words, null);
  }

  /** Its status message stands in the chat, so that it may go on. */
  private Task shown(Task task) {
    StatusMessage seen = StatusMessage.NONE.shown(STATUS, "", fixture.clock.instant());
    return fixture.store.put(task.withStatus(seen));
  }

  private Task progress(Task task, int percent) {
    TaskState.Running running = (TaskState.Running) task.state();
    Progress told = running.progress().withReport(percent, null, fixture.clock.instant());
    return fixture.becomes(task, running.withProgress(told));
  }

  private Answer says(String words, Answer answer) {
    page.append("**Ann:** ").append(words).append("\n\n");
    answer(answer);
    return answer;
  }

  /** A button of the message that was shown last. */
  private Answer presses(ConversationCalls bot, ButtonAction action) {
    Button button =
        Objects.requireNonNull(last).rows().stream()
            .flatMap(List::stream)
            .filter(each -> each.id().action() == action)
            .findFirst()
            .orElseThrow();
    page.append("**Ann** presses [").append(button.label()).append("]\n\n");
    Answer answer = bot.press(ann(), button.id(), "event:" + events++, STATUS, null);
    answer(answer);
    return answer;
  }

  private void answer(Answer answer) {
    if (!(answer instanceof Answer.TaskStarted(_, var replacement)) || replacement != null) {
      page.append(quote(message(answer)));
    }
  }

  private static Message message(Answer answer) {
    return switch (answer) {
      case Answer.TaskStarted(_, @Nullable Message replacement) ->
          Objects.requireNonNull(replacement);
      case Answer.Reply reply -> reply.message();
      case Answer.ReplaceMessage(Message message) -> message;
      case Answer.AskPrompt ask -> ask.question();
      case Answer.DeleteMessages(var _, var _, Message note) -> note;
      case Answer.HideVideo hide -> hide.note();
      case Answer.ShowVideo show -> show.caption();
      case Answer.Acknowledge(Message note) -> note;
    };
  }

  private void status(Task task) {
    status(task, null);
  }

  private void status(Task task, QueueSnapshot.@Nullable Place place) {
    StatusView view =
        StatusViewFactory.of(
            task, fixture.clock.instant(), place, UsualDuration.typical(task.offer()));
    page.append(quote(fixture.renderer.status(view)));
  }

  private void posted(Task task) {
    Message caption = fixture.renderer.caption(task, MAX_CAPTION);
    page.append("> 🎞 ").append(quote(caption).substring(2));
  }

  private String quote(Message message) {
    last = message;
    String words = message.text().plainText().strip();
    String rows =
        message.rows().stream()
            .map(row ->
                row.stream().map(b -> "[" + b.label() + "]").collect(Collectors.joining(" ")))
            .collect(Collectors.joining("\n"));
    String all = rows.isEmpty() ? words : words.isEmpty() ? rows : words + "\n" + rows;
    return all.lines().map(line -> "> " + line).collect(Collectors.joining("  \n")) + "\n\n";
  }
}
