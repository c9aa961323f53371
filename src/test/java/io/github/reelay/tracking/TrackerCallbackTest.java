package io.github.reelay.tracking;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.testing.InMemoryDurationStore;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.ManualDelayedExecutor;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.simulation.SimMedia;
import io.github.reelay.tracking.simulation.Simulation;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What a provider's call brings about: it is asked, and its answer counts, never the call. */
class TrackerCallbackTest {
  private static final PollResult AT_WORK = new PollResult.Working(50, null);

  private final SettableClock clock = new SettableClock();
  private final Instant nextDay = clock.instant().plus(Duration.ofDays(1));
  private final InMemoryTaskStore store = new InMemoryTaskStore();
  private final List<String> asked = new ArrayList<>();

  /** What the provider says of a name; it does not know others. */
  private final Map<String, PollResult> known = new HashMap<>(Map.of("remote-1", AT_WORK));

  private final Tracker tracker =
      new Tracker(
          new Tracker.Dependencies(
              store,
              new InMemoryDurationStore(),
              (task, moment) -> {},
              new ManualDelayedExecutor(clock),
              new Relay(),
              new SimMedia(new Simulation(1)),
              Map.of(),
              new ConcurrencyLimits(_ -> 9, _ -> 9, (_, _) -> 9, _ -> 9),
              TaskStateExamples.CONFIG,
              clock,
              "this-run",
              new TrackerListener() {}));

  private final class Relay implements ProviderGateway {
    @Override
    public List<Offer> offers(VideoRequest request, @Nullable Task source) {
      return List.of();
    }

    @Override
    public SubmitResult submit(Task task, @Nullable Task source, Consumer<KeyedPost> beforePost) {
      throw new AssertionError("a call never submits");
    }

    @Override
    public SubmitResult repeat(Task task, KeyedPost post) {
      throw new AssertionError("a call never repeats");
    }

    @Override
    public PollResult poll(Task task, String remoteId) {
      asked.add(remoteId);
      return known.getOrDefault(remoteId, new PollResult.Missing("404"));
    }

    @Override
    public FetchResult fetch(Task task, String remoteId, RemoteFile file, GrowingFile into) {
      throw new AssertionError("not yet");
    }
  }

  private Task stored(TaskState state) {
    return store.put(TaskStateExamples.in(state));
  }

  @Test
  void aRunningTaskIsAskedAboutAtOnceAndOnce() {
    TaskState running = TaskState.Running.started("remote-1", clock.instant(), nextDay);
    Task task = store.put(TaskStateExamples.accepted().nextVersion(running, nextDay));
    known.put("remote-1", new PollResult.Done(TaskStateExamples.FILE));
    tracker.run(task.id());
    assertThat(asked).as("it is not due").isEmpty();

    assertThat(tracker.takeCallback(task.id(), 0, "remote-1")).isTrue();
    tracker.run(task.id());

    assertThat(asked).containsExactly("remote-1");
    assertThat(store.get(task.id()).state())
        .isInstanceOfSatisfying(
            TaskState.Running.class, r -> assertThat(r.result()).isEqualTo(TaskStateExamples.FILE));
  }

  @Test
  void aCallThatComesTooEarlyLeavesTheTaskToItsPolls() {
    Task task = stored(TaskStateExamples.RUNNING);

    tracker.takeCallback(task.id(), 0, "another-name");
    tracker.run(task.id());

    assertThat(asked).as("by the name that the answer gave").containsExactly("remote-1");
    Task after = store.get(task.id());
    assertThat(after.remoteId()).isEqualTo("remote-1");
    assertThat(after.due()).isAfter(clock.instant());
  }

  @Test
  void aTaskThatWasGivenUpIsAskedAboutAtOnce() {
    Task task = stored(TaskStateExamples.LOST);
    known.put("remote-1", new PollResult.Done(TaskStateExamples.FILE));

    tracker.takeCallback(task.id(), 0, null);
    tracker.run(task.id());

    assertThat(store.get(task.id()).state()).isInstanceOf(TaskState.Running.class);
  }

  static List<PollResult> answersThatKnowIt() {
    return List.of(
        AT_WORK,
        new PollResult.Done(TaskStateExamples.FILE),
        new PollResult.DoneWithoutFile(),
        new PollResult.Failed(TaskStateExamples.WHY));
  }

  @ParameterizedTest
  @MethodSource("answersThatKnowIt")
  void anUnansweredPostIsFoundAgainByTheNameThatTheProviderKnows(PollResult answer) {
    Task task = stored(TaskStateExamples.UNCONFIRMED);
    known.put("remote-9", answer);

    assertThat(tracker.takeCallback(task.id(), 0, "remote-9")).isTrue();

    Task home = store.get(task.id());
    assertThat(home.state()).isInstanceOf(TaskState.Running.class);
    assertThat(home.remoteId()).isEqualTo("remote-9");
    assertThat(store.ledger).as("its money stays held until a poll says more").isEmpty();
    asked.clear();
    tracker.run(task.id());
    assertThat(asked).as("at once, as the call says that there is news").hasSize(1);
    if (answer instanceof PollResult.Failed) {
      assertThat(store.get(task.id()).state()).isInstanceOf(TaskState.Failed.class);
      assertThat(store.ledger)
          .extracting(LedgerEntry::stage)
          .containsExactly(LedgerEntry.Stage.RELEASE);
    }
  }

  static List<PollResult> answersThatProveNothing() {
    return List.of(
        new PollResult.Missing("404"),
        new PollResult.Unclear("502", null),
        new PollResult.AccountBlocked(TaskStateExamples.WHY));
  }

  @ParameterizedTest
  @MethodSource("answersThatProveNothing")
  void aNameThatTheProviderDoesNotKnowChangesNothing(PollResult answer) {
    Task task = stored(TaskStateExamples.UNCONFIRMED);
    known.put("remote-9", answer);

    assertThat(tracker.takeCallback(task.id(), 0, "remote-9")).as("perhaps later").isFalse();

    assertThat(store.get(task.id())).isEqualTo(task);
  }

  @Test
  void theNameOfAnotherTaskIsRefusedWhateverBecameOfThat() {
    store.put(TaskStateExamples.accepted("bob", 7).nextVersion(TaskStateExamples.RUNNING, null));
    Task theirs =
        store.put(
            TaskStateExamples.accepted("eve", 8)
                .nextVersion(
                    TaskState.Running.started("remote-9", clock.instant(), clock.instant()), null)
                .nextVersion(TaskStateExamples.DELIVERED, null));
    Task task = stored(TaskStateExamples.UNCONFIRMED);
    known.put("remote-9", new PollResult.Done(TaskStateExamples.FILE));

    assertThat(tracker.takeCallback(task.id(), 0, "remote-1")).as("not again").isTrue();
    assertThat(tracker.takeCallback(task.id(), 0, "remote-9")).isTrue();

    assertThat(store.get(task.id())).isEqualTo(task);
    assertThat(store.get(theirs.id())).isEqualTo(theirs);
  }

  @Test
  void aCallAboutAnotherPostOrWithoutANameChangesNothing() {
    Task task = stored(TaskStateExamples.UNCONFIRMED);

    assertThat(tracker.takeCallback(task.id(), 1, "remote-1")).isTrue();
    assertThat(tracker.takeCallback(task.id(), 0, null)).isTrue();

    assertThat(asked).isEmpty();
    assertThat(store.get(task.id())).isEqualTo(task);
  }

  @Test
  void theAnswerToAPostThatIsUnderWayIsWaitedFor() {
    Task task = stored(TaskStateExamples.SUBMITTING);

    assertThat(tracker.takeCallback(task.id(), 0, "remote-1")).isFalse();
    assertThat(tracker.takeCallback(task.id(), 1, "remote-1")).as("of an earlier POST").isTrue();

    assertThat(asked).isEmpty();
    assertThat(store.get(task.id())).isEqualTo(task);
  }

  static List<TaskState> statesThatNoCallChanges() {
    return List.of(
        TaskStateExamples.QUEUED,
        TaskStateExamples.FETCHING,
        TaskStateExamples.READY,
        TaskStateExamples.DELIVERING,
        TaskStateExamples.DELIVERED,
        TaskStateExamples.UNDELIVERABLE,
        TaskStateExamples.UNFETCHED,
        TaskStateExamples.FAILED,
        TaskStateExamples.CANCELLED,
        TaskStateExamples.CLOSED,
        TaskStateExamples.DELETED);
  }

  @ParameterizedTest
  @MethodSource("statesThatNoCallChanges")
  void aLateCallChangesNothing(TaskState state) {
    Task task = stored(state);

    assertThat(tracker.takeCallback(task.id(), 0, "remote-1")).isTrue();
    assertThat(tracker.takeCallback(TaskStateExamples.accepted("x", 99).id(), 0, "a")).isTrue();

    assertThat(asked).isEmpty();
    assertThat(store.get(task.id())).isEqualTo(task);
  }
}
