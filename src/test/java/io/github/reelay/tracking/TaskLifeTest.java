package io.github.reelay.tracking;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.state.TaskEvent;
import io.github.reelay.tracking.state.TaskTransitions;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** A task's life: every state, every event, and nothing that is not written here. */
class TaskLifeTest {

  /** {@code STATE event -> NEXT ledger entries}. Every other pair changes nothing. */
  private static final String LIFE =
      """
      QUEUED        shown                -> QUEUED
      SUBMITTING    turn given back      -> QUEUED
      SUBMITTING    shown                -> SUBMITTING
      UNCONFIRMED   shown                -> UNCONFIRMED
      RUNNING       shown                -> RUNNING
      FETCHING      shown                -> FETCHING
      READY         shown                -> READY
      DELIVERING    shown                -> DELIVERING
      DELIVERED     shown                -> DELIVERED
      FAILED        shown                -> FAILED
      CANCELLED     shown                -> CANCELLED
      CLOSED        shown                -> CLOSED
      UNDELIVERABLE shown                -> UNDELIVERABLE
      DELETED       shown                -> DELETED
      LOST          shown                -> LOST
      UNFETCHED     shown                -> UNFETCHED
      QUEUED        status lost          -> FAILED RELEASE
      SUBMITTING    status lost          -> SUBMITTING
      UNCONFIRMED   status lost          -> UNCONFIRMED
      RUNNING       status lost          -> RUNNING
      FETCHING      status lost          -> FETCHING
      READY         status lost          -> READY
      DELIVERING    status lost          -> DELIVERING
      DELIVERED     status lost          -> DELIVERED
      FAILED        status lost          -> FAILED
      CANCELLED     status lost          -> CANCELLED
      CLOSED        status lost          -> CLOSED
      UNDELIVERABLE status lost          -> UNDELIVERABLE
      DELETED       status lost          -> DELETED
      LOST          status lost          -> LOST
      UNFETCHED     status lost          -> UNFETCHED
      QUEUED        turn                 -> SUBMITTING
      QUEUED        nobody now           -> QUEUED
      QUEUED        nobody ever          -> FAILED RELEASE
      QUEUED        cancel               -> CANCELLED RELEASE
      SUBMITTING    accepted             -> RUNNING
      SUBMITTING    not accepted         -> QUEUED
      SUBMITTING    refused              -> FAILED RELEASE
      SUBMITTING    answer unknown       -> UNCONFIRMED HOLD
      SUBMITTING    answer lost          -> UNCONFIRMED HOLD
      SUBMITTING    cancel               -> SUBMITTING
      SUBMITTING    keyed                -> SUBMITTING
      SUBMITTING    never to be known    -> UNCONFIRMED HOLD
      ASKING        shown                -> ASKING
      ASKING        status lost          -> ASKING
      ASKING        accepted             -> RUNNING
      ASKING        repeat accepted      -> RUNNING
      ASKING        repeat lost          -> ASKING
      ASKING        repeat of no use     -> UNCONFIRMED
      UNCONFIRMED   accepted             -> RUNNING
      UNCONFIRMED   repeat accepted      -> RUNNING
      UNCONFIRMED   not accepted         -> CLOSED RELEASE
      UNCONFIRMED   refused              -> CLOSED RELEASE
      UNCONFIRMED   ruled charged        -> CLOSED SETTLE
      UNCONFIRMED   ruled free           -> CLOSED RELEASE
      RUNNING       working              -> RUNNING
      RUNNING       done                 -> FETCHING SETTLE
      RUNNING       done without file    -> RUNNING SETTLE
      RUNNING       generation failed    -> FAILED RELEASE
      RUNNING       missing              -> RUNNING
      RUNNING       unclear              -> RUNNING
      RUNNING       barred               -> RUNNING
      RUNNING       cancel               -> RUNNING
      FETCHING      disk full            -> FETCHING
      FETCHING      fetch again          -> FETCHING
      FETCHING      link dead            -> RUNNING
      FETCHING      fetch refused        -> RUNNING
      FETCHING      file unfit           -> FETCHING
      FETCHING      file taken           -> READY
      FETCHING      cancel               -> FETCHING
      LOST          done                 -> FETCHING SETTLE
      LOST          done without file    -> RUNNING SETTLE
      LOST          generation failed    -> FAILED RELEASE
      LOST          working              -> LOST
      LOST          missing              -> LOST
      LOST          unclear              -> LOST
      LOST          barred               -> LOST
      LOST          ruled charged        -> CLOSED SETTLE
      LOST          ruled free           -> CLOSED RELEASE
      UNFETCHED     fetch                -> RUNNING
      READY         film decided         -> READY
      DELIVERING    film decided         -> DELIVERING
      READY         file missing         -> RUNNING
      DELIVERING    file missing         -> RUNNING
      READY         delivery begun       -> DELIVERING
      READY         cancel               -> UNDELIVERABLE
      DELIVERING    delivery begun       -> DELIVERING
      DELIVERING    placeholder          -> DELIVERING
      DELIVERING    posted               -> DELIVERED
      DELIVERING    delivery later       -> DELIVERING
      DELIVERING    delivery refused     -> UNDELIVERABLE
      UNDELIVERABLE fetch                -> READY
      UNDELIVERABLE delete               -> DELETED
      DELIVERED     delete               -> DELETED
      DELIVERED     report               -> UNDELIVERABLE
      """;

  private static final List<TaskState> STATES =
      List.of(
          TaskStateExamples.QUEUED,
          TaskStateExamples.SUBMITTING,
          TaskStateExamples.UNCONFIRMED,
          TaskStateExamples.ASKING,
          TaskStateExamples.RUNNING,
          TaskStateExamples.LOST,
          TaskStateExamples.UNFETCHED,
          TaskStateExamples.FETCHING,
          TaskStateExamples.READY,
          TaskStateExamples.DELIVERING,
          TaskStateExamples.DELIVERED,
          TaskStateExamples.FAILED,
          TaskStateExamples.CANCELLED,
          TaskStateExamples.CLOSED,
          TaskStateExamples.UNDELIVERABLE,
          TaskStateExamples.DELETED);

  private static final Failure BUSY = Failure.of(FailureKind.PROVIDER_BUSY);

  private final TaskTransitions transitions = new TaskTransitions(TaskStateExamples.CONFIG);

  private static Map<String, TaskEvent> events() {
    Map<String, TaskEvent> events = new LinkedHashMap<>();
    events.put("shown", new TaskEvent.StatusShown(TaskStateExamples.STATUS, "a mark", null));
    events.put("status lost", new TaskEvent.StatusLost(FailureKind.CHAT_GONE));
    events.put(
        "turn", new TaskEvent.SubmitStarted(TaskStateExamples.OFFER, TaskStateExamples.OWNER));
    events.put("turn given back", new TaskEvent.SubmitAbandoned(TaskStateExamples.OWNER));
    events.put("nobody now", new TaskEvent.NoOffer(BUSY));
    events.put("nobody ever", new TaskEvent.NoOffer(Failure.of(FailureKind.MODEL_RETIRED)));
    SubmitResult accepted = new SubmitResult.Accepted("remote-1");
    events.put("accepted", submitted(accepted));
    events.put("not accepted", submitted(new SubmitResult.NotAccepted(BUSY, true)));
    events.put("refused", submitted(new SubmitResult.Refused(TaskStateExamples.WHY)));
    events.put("answer unknown", submitted(new SubmitResult.Unknown("reset")));
    SubmitResult unable = new SubmitResult.Indeterminate("key reused");
    events.put("never to be known", submitted(unable));
    events.put("keyed", new TaskEvent.PostKeyed(TaskStateExamples.KEYED, 0));
    events.put("repeat accepted", new TaskEvent.Repeated(accepted, 0, 0));
    events.put("repeat lost", new TaskEvent.Repeated(new SubmitResult.Unknown("reset"), 0, 0));
    events.put("repeat of no use", new TaskEvent.Repeated(unable, 0, 0));
    events.put("answer lost", new TaskEvent.SubmitResultLost("crash"));
    events.put("working", new TaskEvent.Polled(new PollResult.Working(40, null)));
    events.put("done", new TaskEvent.Polled(new PollResult.Done(TaskStateExamples.FILE)));
    events.put("done without file", new TaskEvent.Polled(new PollResult.DoneWithoutFile()));
    events.put(
        "generation failed", new TaskEvent.Polled(new PollResult.Failed(TaskStateExamples.WHY)));
    events.put("missing", new TaskEvent.Polled(new PollResult.Missing("404")));
    events.put("unclear", new TaskEvent.Polled(new PollResult.Unclear("502", null)));
    events.put(
        "barred", new TaskEvent.Polled(new PollResult.AccountBlocked(TaskStateExamples.WHY)));
    events.put("fetched", new TaskEvent.FetchFailed(new FetchResult.Fetched()));
    events.put(
        "fetch again",
        new TaskEvent.FetchFailed(new FetchResult.RetryLater(TaskStateExamples.WHY, null)));
    events.put("disk full", new TaskEvent.FetchFailed(new FetchResult.NotStored("no space")));
    events.put(
        "link dead", new TaskEvent.FetchFailed(new FetchResult.LinkDead(TaskStateExamples.WHY)));
    events.put(
        "fetch refused", new TaskEvent.FetchFailed(new FetchResult.Refused(TaskStateExamples.WHY)));
    events.put("file unfit", new TaskEvent.FileInvalid(TaskStateExamples.WHY));
    events.put("file taken", new TaskEvent.FileStored(TaskStateExamples.VIDEO));
    events.put(
        "film decided",
        new TaskEvent.FilmDecided(Task.Film.joined(2, TaskStateExamples.VIDEO), null));
    events.put("file missing", new TaskEvent.FileMissing());
    events.put("delivery begun", new TaskEvent.DeliveryStarted());
    events.put(
        "placeholder",
        new TaskEvent.PlaceholderPosted(
            new MessageRef(TaskStateExamples.CHAT, "soon"), TaskStateExamples.FIRST_TRY));
    events.put("posted", answered(DeliveryResult.Posted.file(TaskStateExamples.POSTED, false)));
    events.put(
        "delivery later", answered(new DeliveryResult.RetryLater(Duration.ofSeconds(5), true)));
    events.put("delivery refused", answered(new DeliveryResult.Refused(TaskStateExamples.WHY)));
    events.put("cancel", new TaskEvent.CancelRequested(false));
    events.put("fetch", new TaskEvent.FetchRequested(TaskStateExamples.ADDRESS));
    events.put("ruled charged", new TaskEvent.Settled(true));
    events.put("ruled free", new TaskEvent.Settled(false));
    events.put("delete", new TaskEvent.DeleteRequested());
    events.put("report", new TaskEvent.Reported());
    return events;
  }

  private static TaskEvent submitted(SubmitResult result) {
    return new TaskEvent.Submitted(result, 0);
  }

  private static TaskEvent answered(DeliveryResult result) {
    return new TaskEvent.DeliveryAttempted(result, TaskStateExamples.FIRST_TRY);
  }

  @Test
  void everyEventMeansInEveryStateWhatItsLineSaysOrNothing() {
    TreeSet<String> life = new TreeSet<>();
    for (TaskState state : STATES) {
      events()
          .forEach((name, event) -> {
            Optional<TaskUpdate> update =
                transitions.apply(TaskStateExamples.in(state), event, TaskStateExamples.NOW);
            update.ifPresent(c -> life.add(line(state, name, c)));
          });
    }
    assertThat(life).containsExactlyElementsOf(LIFE.lines().collect(toCollection(TreeSet::new)));
  }

  private static String line(TaskState state, String event, TaskUpdate update) {
    StringBuilder line = new StringBuilder();
    line.append(String.format("%-13s %-20s -> ", TaskStateExamples.name(state), event));
    line.append(TaskStateExamples.name(update.task().state()));
    update.entries().forEach(e -> line.append(' ').append(e.stage()));
    return line.toString();
  }

  @Test
  void noStateNoEventAndNoAnswerIsForgottenHere() {
    assertThat(STATES.stream().map(Object::getClass).collect(toSet()))
        .isEqualTo(kinds(TaskState.class));
    Set<Class<?>> told =
        events().values().stream().flatMap(TaskLifeTest::withAnswer).collect(toSet());
    Set<Class<?>> all =
        Stream.of(
                TaskEvent.class,
                SubmitResult.class,
                PollResult.class,
                FetchResult.class,
                DeliveryResult.class)
            .flatMap(type -> kinds(type).stream())
            .collect(toSet());
    assertThat(told).isEqualTo(all);
  }

  private static Set<Class<?>> kinds(Class<?> sealed) {
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(kind -> kind.isSealed() ? kinds(kind).stream() : Stream.of(kind))
        .collect(toSet());
  }

  private static Stream<Class<?>> withAnswer(TaskEvent event) {
    Object answer =
        switch (event) {
          case TaskEvent.Submitted s -> s.result();
          case TaskEvent.Repeated r -> r.result();
          case TaskEvent.Polled p -> p.result();
          case TaskEvent.FetchFailed f -> f.result();
          case TaskEvent.DeliveryAttempted d -> d.result();
          default -> event;
        };
    return Stream.<Class<?>>of(event.getClass(), answer.getClass()).distinct();
  }

  @Test
  void everyChangeIsTheNextVersionOfWhatItWasDecidedOn() {
    for (TaskState state : STATES) {
      Task task = TaskStateExamples.in(state);
      for (TaskEvent event : events().values()) {
        transitions
            .apply(task, event, TaskStateExamples.NOW)
            .ifPresent(update -> {
              assertThat(update.basis()).isEqualTo(task.version());
              assertThat(update.task().version()).isEqualTo(task.version() + 1);
              assertThat(update.task().id()).isEqualTo(task.id());
              assertThat(update.task().reserved()).isEqualTo(task.reserved());
            });
      }
    }
  }

  @Test
  void whatIsNotOverIsAlwaysDueAgain() {
    for (TaskState state : STATES) {
      for (TaskEvent event : events().values()) {
        transitions
            .apply(TaskStateExamples.in(state), event, TaskStateExamples.NOW)
            .map(TaskUpdate::task)
            .filter(t -> !(t.state() instanceof TaskState.AtRest))
            .ifPresent(t -> assertThat(t.due()).as("%s by %s", t.state(), event).isNotNull());
      }
    }
  }
}
