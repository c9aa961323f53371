package io.github.reelay.conversation.text;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.ConversationFixture;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Sender;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Progress;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.duration.UsualDuration;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.state.QueueSnapshot;
import io.github.reelay.tracking.state.StatusViewFactory;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * No sentence about a task is shown where what it claims is not so: every sentence, against every
 * state, failure, cost and cancellation there is. {@link Claims} says of which tasks each is true.
 */
class ClaimsTest {
  private static final Instant NOW = TaskStateExamples.NOW;

  /** After the model's usual time, before it is overdue. */
  private static final Instant UNUSUALLY_LATE =
      NOW.plus(TaskStateExamples.OFFER.typical()).plusSeconds(10);

  private static final Instant LATER = NOW.plus(Duration.ofMinutes(20));

  /** A sentence of a task that speaks of money, of delivery, or of what happens next. */
  private static final Pattern CLAIM =
      Pattern.compile("(status|cost|failure|cancel|fetch)\\.(?!button).*");

  private final MessageBundles bundles = new MessageBundles();
  private final ConversationFixture fixture = new ConversationFixture();

  @ParameterizedTest
  @MethodSource("io.github.reelay.conversation.text.MessageBundles#ownLanguages")
  void aStatusMessageSaysOnlyWhatIsSo(Locale language) {
    Set<String> said = new HashSet<>();
    for (Task task : tasks(language)) {
      for (StatusView view : views(task)) {
        Message status = fixture.renderer.status(view);
        said.addAll(assertTrue(language, Claims.ofStatus(), task, status.text().plainText()));
      }
    }
    assertThat(Claims.ofStatus().keySet().stream().filter(key -> !said.contains(key)))
        .as("what is never said needs no row, and no sentence")
        .allMatch(INSTEAD_OF_KEPT::contains);
  }

  @ParameterizedTest
  @MethodSource("io.github.reelay.conversation.text.MessageBundles#ownLanguages")
  void aButtonThatAStatusMessageNamesIsThere(Locale language) {
    for (Task task : tasks(language)) {
      for (StatusView view : views(task)) {
        Message status = fixture.renderer.status(view);
        Set<ButtonAction> there =
            status.rows().stream()
                .flatMap(List::stream)
                .map(Button::id)
                .map(ButtonId::action)
                .collect(Collectors.toSet());
        for (ButtonAction action :
            List.of(ButtonAction.AGAIN, ButtonAction.FETCH, ButtonAction.TRY_ANYWAY)) {
          String name = bundles.get(language, action.labelKey());
          boolean named =
              status
                  .text()
                  .plainText()
                  .contains(name + (language.equals(Locale.ENGLISH) ? " " : "”"));
          assertThat(there.contains(action) || !named)
              .as(action + " in: " + status.text().plainText())
              .isTrue();
        }
      }
    }
  }

  @ParameterizedTest
  @MethodSource("io.github.reelay.conversation.text.MessageBundles#ownLanguages")
  void cancelSaysBeforeItIsPressedWhatItCosts(Locale language) {
    String name = bundles.get(language, ButtonAction.CANCEL.labelKey());
    Set<String> said = new HashSet<>();
    for (Task task : tasks(language)) {
      for (StatusView view : views(task)) {
        fixture.renderer.status(view).rows().stream()
            .flatMap(List::stream)
            .filter(button -> button.id().action() == ButtonAction.CANCEL)
            .forEach(button ->
                Claims.ofCancelButton()
                    .forEach((key, isSo) -> {
                      if (button.label().equals(bundles.get(language, key).replace("{0}", name))) {
                        said.add(key);
                        assertThat(isSo.test(task))
                            .as("%s: %s".formatted(button.label(), name(task)))
                            .isTrue();
                      }
                    }));
      }
    }
    assertThat(said).isEqualTo(Claims.ofCancelButton().keySet());
  }

  @ParameterizedTest
  @MethodSource("io.github.reelay.conversation.text.MessageBundles#ownLanguages")
  void theListOfVideosSaysOnlyWhatIsSo(Locale language) {
    assertSaid(
        language,
        Claims.ofJobs(),
        task -> {
          fixture.store.put(task);
          return ConversationFixture.words(fixture.conversation().jobs(sender(task)));
        });
  }

  @ParameterizedTest
  @MethodSource("io.github.reelay.conversation.text.MessageBundles#ownLanguages")
  void theAnswerToAPressOfCancelSaysOnlyWhatIsSo(Locale language) {
    assertSaid(language, Claims.ofCancel(), task -> pressed(task, ButtonAction.CANCEL));
  }

  @ParameterizedTest
  @MethodSource("io.github.reelay.conversation.text.MessageBundles#ownLanguages")
  void theAnswerToAPressOfFetchSaysOnlyWhatIsSo(Locale language) {
    assertSaid(language, Claims.ofFetch(), task -> pressed(task, ButtonAction.FETCH));
  }

  @Test
  void noSentenceOfATaskIsWithoutARow() {
    Set<String> rows =
        Stream.of(Claims.ofStatus(), Claims.ofJobs(), Claims.ofCancel(), Claims.ofFetch())
            .flatMap(all -> all.keySet().stream())
            .collect(Collectors.toSet());
    assertThat(bundles.keys().stream().filter(key -> CLAIM.matcher(key).matches()))
        .allMatch(key -> rows.contains(key) || OF_A_DELIVERED_VIDEO.contains(key));
  }

  /** Said of a video that is in the chat already, see OriginalLinkTest. */
  private static final Set<String> OF_A_DELIVERED_VIDEO =
      Set.of("fetch.there", "fetch.original", "fetch.no-link");

  /** What a kept video is told instead is status.kept. */
  private static final Set<String> INSTEAD_OF_KEPT =
      Set.of(
          "failure.ticket-expired.do",
          "failure.stopped-program.do",
          "failure.kept-after-cancel.do");

  private void assertSaid(
      Locale language, Map<String, Predicate<Task>> rows, Function<Task, String> asked) {
    Set<String> said = new HashSet<>();
    for (Task task : tasks(language)) {
      said.addAll(assertTrue(language, rows, task, asked.apply(task)));
    }
    assertThat(said).containsAll(rows.keySet());
  }

  /** Each sentence that the words hold is true of the task; its keys. */
  private Set<String> assertTrue(
      Locale language, Map<String, Predicate<Task>> rows, Task task, String words) {
    Set<String> held =
        rows.keySet().stream()
            .filter(key -> sentence(language, key).matcher(words).find())
            .collect(Collectors.toSet());
    assertThat(held)
        .as(name(task) + ": " + words)
        .allMatch(
            key ->
                rows.entrySet().stream()
                    .filter(row -> saysTheSame(language, row.getKey(), key))
                    .anyMatch(row -> row.getValue().test(task)),
            "true of it");
    return held;
  }

  private boolean saysTheSame(Locale language, String one, String other) {
    return bundles.get(language, one).equals(bundles.get(language, other));
  }

  /** A sentence with whatever stands in its gaps, not as a part of a longer word. */
  private Pattern sentence(Locale language, String key) {
    return Pattern.compile(
        Stream.of(bundles.get(language, key).split("\\{\\d}", -1))
            .map(Pattern::quote)
            .collect(Collectors.joining(".+?", "(?s)(?<![A-Za-z…])", "(?![A-Za-z])")));
  }

  private String pressed(Task task, ButtonAction action) {
    fixture.store.put(task);
    ButtonId button = new ButtonId(action, task.id().value());
    return ConversationFixture.words(
        fixture
            .conversation()
            .press(sender(task), button, "event", TaskStateExamples.STATUS, null));
  }

  private static Sender sender(Task task) {
    return new Sender(
        task.requester().person(),
        "Ann",
        task.address(),
        task.requester().language(),
        Set.of(),
        () -> false,
        true);
  }

  private static List<StatusView> views(Task task) {
    UsualDuration usual = UsualDuration.typical(task.offer());
    return List.of(
        StatusViewFactory.of(task, NOW, null, usual),
        StatusViewFactory.of(task, NOW, new QueueSnapshot.Place(2, 1.5), usual),
        StatusViewFactory.of(task, UNUSUALLY_LATE, null, usual),
        StatusViewFactory.of(task, LATER, null, usual));
  }

  private static String name(Task task) {
    return "%s%s charged %s of %s"
        .formatted(
            TaskStateExamples.name(task.state()),
            task.withheld() ? " withheld" : "",
            task.charged(),
            task.offer().price());
  }

  private static List<Task> tasks(Locale language) {
    List<Task> all = new ArrayList<>();
    Money price = Money.of("1.00");
    for (Offer offer : List.of(offer(price, false), offer(price, true), offer(Money.ZERO, true))) {
      for (TaskState state : states()) {
        for (@Nullable Money charged : charges(state, offer.price())) {
          Task task = task(language, offer, state, charged);
          all.add(task);
          if (state instanceof TaskState.AtProvider) {
            all.add(task.withCancellation(true, false));
            all.add(task.withCancellation(true, true));
          }
        }
      }
    }
    return all;
  }

  private static List<TaskState> states() {
    List<TaskState> all =
        new ArrayList<>(
            List.of(
                TaskStateExamples.QUEUED,
                TaskStateExamples.SUBMITTING,
                TaskStateExamples.UNCONFIRMED,
                TaskStateExamples.ASKING,
                TaskStateExamples.LOST,
                TaskStateExamples.RUNNING,
                TaskStateExamples.RUNNING.withProgress(
                    Progress.NONE.withReport(40, null, NOW.minusSeconds(60))),
                TaskStateExamples.FETCHING,
                TaskStateExamples.READY,
                TaskStateExamples.DELIVERING,
                TaskStateExamples.DELIVERED,
                new TaskState.Delivered(
                    NOW, TaskStateExamples.VIDEO, TaskStateExamples.POSTED, true, null),
                TaskStateExamples.CANCELLED,
                TaskStateExamples.DELETED,
                new TaskState.Closed(NOW, true),
                new TaskState.Closed(NOW, false)));
    TaskState.Running late = TaskStateExamples.FETCHING;
    for (int i = 0; i < 6; i++) {
      late = late.fetchFailed(NOW);
    }
    all.add(late);
    for (FailureKind kind : FailureKind.values()) {
      Failure why = Failure.of(kind, "why");
      all.add(TaskState.Undeliverable.unposted(NOW, TaskStateExamples.VIDEO, why));
      if (!Claims.OF_KEPT_VIDEOS.contains(kind)) {
        all.add(new TaskState.Failed(NOW, why));
        all.add(new TaskState.Unfetched(NOW, why));
        all.add(new TaskState.Queued(NOW, NOW.plusSeconds(30), Set.of("first"), 1, why, null));
      }
    }
    Failure told = Failure.of(FailureKind.INVALID_REQUEST, "why");
    all.add(new TaskState.Failed(NOW, told.withSentence("The prompt is too long.")));
    all.add(new TaskState.Failed(NOW, told.withInstead("sora-2-pro")));
    all.add(
        new TaskState.Failed(
            NOW, new Failure(FailureKind.PROVIDER_BUSY, "why", Duration.ofHours(1))));
    return all;
  }

  /** What may have been charged by then. */
  private static List<@Nullable Money> charges(TaskState state, Money price) {
    List<@Nullable Money> all = new ArrayList<>();
    boolean made =
        state instanceof TaskState.WithFile
            || state instanceof TaskState.Unfetched
            || state instanceof TaskState.Deleted
            || (state instanceof TaskState.Running running && running.doneAt() != null);
    if (!made) {
      all.add(null);
    }
    if (made || state instanceof TaskState.Failed) {
      all.add(price);
    }
    return all;
  }

  private static Offer offer(Money price, boolean cancellable) {
    Offer o = TaskStateExamples.OFFER;
    return new Offer(
        o.provider(),
        o.model(),
        GenerationMode.TEXT,
        o.seconds(),
        null,
        null,
        price,
        o.typical(),
        o.hardDeadline(),
        false,
        cancellable,
        Map.of());
  }

  private static Task task(Locale language, Offer offer, TaskState state, @Nullable Money charged) {
    Task task = TaskStateExamples.accepted();
    Task priced =
        task.withRequester(new Requester(task.requester().person(), "Ann", language))
            .withOffer(offer)
            .withStatus(TaskStateExamples.seen());
    return (charged == null ? priced : priced.withCharge(charged)).nextVersion(state, NOW);
  }
}
