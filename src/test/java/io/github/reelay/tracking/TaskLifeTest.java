package io.github.reelay.tracking;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Change;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
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
      UNCONFIRMED   accepted             -> RUNNING
      UNCONFIRMED   accepted elsewhere   -> RUNNING
      UNCONFIRMED   not accepted         -> CLOSED RELEASE
      UNCONFIRMED   refused              -> CLOSED RELEASE
      UNCONFIRMED   ruled charged        -> CLOSED SETTLE
      UNCONFIRMED   ruled free           -> CLOSED RELEASE
      RUNNING       working              -> RUNNING
      RUNNING       done                 -> FETCHING
      RUNNING       done without file    -> RUNNING
      RUNNING       generation failed    -> FAILED RELEASE
      RUNNING       missing              -> RUNNING
      RUNNING       unclear              -> RUNNING
      RUNNING       barred               -> RUNNING
      RUNNING       cancel               -> RUNNING
      FETCHING      fetch again          -> FETCHING
      FETCHING      link dead            -> RUNNING
      FETCHING      fetch refused        -> FAILED RELEASE
      FETCHING      file unfit           -> FETCHING
      FETCHING      file taken           -> READY SETTLE
      FETCHING      cancel               -> FETCHING
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
      """;

  private static final List<TaskState> STATES =
      List.of(
          Lives.QUEUED,
          Lives.SUBMITTING,
          Lives.UNCONFIRMED,
          Lives.RUNNING,
          Lives.FETCHING,
          Lives.READY,
          Lives.DELIVERING,
          Lives.DELIVERED,
          Lives.FAILED,
          Lives.CANCELLED,
          Lives.CLOSED,
          Lives.UNDELIVERABLE,
          Lives.DELETED);

  private static final Failure BUSY = Failure.of(FailureKind.PROVIDER_BUSY);

  private final Step step = new Step(TrackingRules.DEFAULT);

  private static Map<String, Event> events() {
    Map<String, Event> events = new LinkedHashMap<>();
    events.put("shown", new Event.StatusShown(Lives.STATUS, "a mark"));
    events.put("status lost", new Event.StatusLost(FailureKind.CHAT_GONE));
    events.put("turn", new Event.Turn(Lives.OFFER, Lives.OWNER));
    events.put("nobody now", new Event.NoOffer(BUSY));
    events.put("nobody ever", new Event.NoOffer(Failure.of(FailureKind.MODEL_RETIRED)));
    SubmitAnswer accepted = new SubmitAnswer.Accepted("remote-1");
    events.put("accepted", new Event.Submitted(accepted, Lives.OWNER));
    events.put("accepted elsewhere", new Event.Submitted(accepted, Lives.OTHER_OWNER));
    events.put("not accepted", submitted(new SubmitAnswer.NotAccepted(BUSY, true)));
    events.put("refused", submitted(new SubmitAnswer.Refused(Lives.WHY)));
    events.put("answer unknown", submitted(new SubmitAnswer.Unknown("reset")));
    events.put("answer lost", new Event.AnswerLost("crash"));
    events.put("working", new Event.Polled(new PollAnswer.Working(40, null)));
    events.put("done", new Event.Polled(new PollAnswer.Done(Lives.FILE)));
    events.put("done without file", new Event.Polled(new PollAnswer.DoneWithoutFile()));
    events.put("generation failed", new Event.Polled(new PollAnswer.Failed(Lives.WHY)));
    events.put("missing", new Event.Polled(new PollAnswer.Missing("404")));
    events.put("unclear", new Event.Polled(new PollAnswer.Unclear("502", null)));
    events.put("barred", new Event.Polled(new PollAnswer.Barred(Lives.WHY)));
    events.put("fetched", new Event.FetchFailed(new FetchAnswer.Fetched()));
    events.put("fetch again", new Event.FetchFailed(new FetchAnswer.Again(Lives.WHY, null)));
    events.put("link dead", new Event.FetchFailed(new FetchAnswer.LinkDead(Lives.WHY)));
    events.put("fetch refused", new Event.FetchFailed(new FetchAnswer.Refused(Lives.WHY)));
    events.put("file unfit", new Event.FileUnfit(Lives.WHY));
    events.put("file taken", new Event.FileTaken(Lives.VIDEO));
    events.put("delivery begun", new Event.DeliveryBegun());
    events.put("placeholder", new Event.PlaceholderPosted(new MessageRef(Lives.CHAT, "soon")));
    events.put("posted", answered(new DeliveryAnswer.Posted(Lives.POSTED, false)));
    events.put("delivery later", answered(new DeliveryAnswer.Later(Duration.ofSeconds(5), true)));
    events.put("delivery refused", answered(new DeliveryAnswer.Refused(Lives.WHY)));
    events.put("cancel", new Event.CancelAsked());
    events.put("fetch", new Event.FetchAsked(Lives.ADDRESS));
    events.put("ruled charged", new Event.Ruled(true));
    events.put("ruled free", new Event.Ruled(false));
    events.put("delete", new Event.DeleteAsked());
    return events;
  }

  private static Event submitted(SubmitAnswer answer) {
    return new Event.Submitted(answer, Lives.OWNER);
  }

  private static Event answered(DeliveryAnswer answer) {
    return new Event.DeliveryAnswered(answer);
  }

  @Test
  void everyEventMeansInEveryStateWhatItsLineSaysOrNothing() {
    TreeSet<String> life = new TreeSet<>();
    for (TaskState state : STATES) {
      events()
          .forEach((name, event) -> {
            Optional<Change> change = step.on(Lives.in(state), event, Lives.NOW);
            change.ifPresent(c -> life.add(line(state, name, c)));
          });
    }
    assertThat(life).containsExactlyElementsOf(LIFE.lines().collect(toCollection(TreeSet::new)));
  }

  private static String line(TaskState state, String event, Change change) {
    StringBuilder line = new StringBuilder();
    line.append(String.format("%-13s %-20s -> ", Lives.name(state), event));
    line.append(Lives.name(change.task().state()));
    change.entries().forEach(e -> line.append(' ').append(e.stage()));
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
                Event.class,
                SubmitAnswer.class,
                PollAnswer.class,
                FetchAnswer.class,
                DeliveryAnswer.class)
            .flatMap(type -> kinds(type).stream())
            .collect(toSet());
    assertThat(told).isEqualTo(all);
  }

  private static Set<Class<?>> kinds(Class<?> sealed) {
    return Set.copyOf(Arrays.asList(sealed.getPermittedSubclasses()));
  }

  private static Stream<Class<?>> withAnswer(Event event) {
    Object answer =
        switch (event) {
          case Event.Submitted s -> s.answer();
          case Event.Polled p -> p.answer();
          case Event.FetchFailed f -> f.answer();
          case Event.DeliveryAnswered d -> d.answer();
          default -> event;
        };
    return Stream.<Class<?>>of(event.getClass(), answer.getClass()).distinct();
  }

  @Test
  void everyChangeIsTheNextVersionOfWhatItWasDecidedOn() {
    for (TaskState state : STATES) {
      Task task = Lives.in(state);
      for (Event event : events().values()) {
        step.on(task, event, Lives.NOW)
            .ifPresent(change -> {
              assertThat(change.basis()).isEqualTo(task.version());
              assertThat(change.task().version()).isEqualTo(task.version() + 1);
              assertThat(change.task().id()).isEqualTo(task.id());
              assertThat(change.task().reserved()).isEqualTo(task.reserved());
            });
      }
    }
  }

  @Test
  void whatIsNotOverIsAlwaysDueAgain() {
    for (TaskState state : STATES) {
      for (Event event : events().values()) {
        step.on(Lives.in(state), event, Lives.NOW)
            .map(Change::task)
            .filter(t -> !t.state().isFinal() && !(t.state() instanceof TaskState.Unconfirmed))
            .ifPresent(t -> assertThat(t.due()).as("%s by %s", t.state(), event).isNotNull());
      }
    }
  }
}
