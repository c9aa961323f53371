package io.github.reelay.tracking.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Progress;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskState.Running;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.ManualDelayedExecutor;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.duration.UsualDuration;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.EditLimits;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.StatusView.Phase;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import io.github.reelay.tracking.state.DueTime;
import io.github.reelay.tracking.state.QueueSnapshot;
import io.github.reelay.tracking.state.StatusViewFactory;
import io.github.reelay.tracking.state.TaskEvent;
import io.github.reelay.tracking.state.TaskTransitions;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What reaches a chat of all that changes, and when. */
class StatusUpdaterTest {
  private static final EditLimits FAST = new EditLimits(Duration.ofSeconds(2), Integer.MAX_VALUE);

  /** As on Telegram, where every edit of a message counts. */
  private static final EditLimits FEW = new EditLimits(Duration.ofSeconds(4), 8);

  private final SettableClock clock = new SettableClock();
  private final ManualDelayedExecutor delay = new ManualDelayedExecutor(clock);
  private final InMemoryTaskStore store = new InMemoryTaskStore();
  private final List<StatusView> shown = new ArrayList<>();
  private final List<TaskId> removed = new ArrayList<>();
  private final Deque<StatusResult> answers = new ArrayDeque<>();
  private final Task task = store.put(TaskStateExamples.in(TaskStateExamples.RUNNING));
  private final TaskId id = task.id();

  private EditLimits rate = FAST;
  private @Nullable Integer place;

  private StatusView view(Task task) {
    return StatusViewFactory.of(
        task,
        clock.instant(),
        place == null ? null : new QueueSnapshot.Place(place, place),
        UsualDuration.typical(task.offer()));
  }

  private StatusUpdater board(
      DelayedExecutor soon, Function<StatusView, StatusResult> chat, boolean keepStatus) {
    ChatPlatform platform =
        new ChatPlatform() {
          @Override
          public String name() {
            return "sim";
          }

          @Override
          public EditLimits editRate() {
            return rate;
          }

          @Override
          public StatusResult showStatus(Task shownTask, StatusView view) {
            return chat.apply(view);
          }

          @Override
          public StatusResult removeStatus(Task shownTask, StatusView view) {
            removed.add(shownTask.id());
            return chat.apply(view);
          }

          @Override
          public DeliveryResult deliver(DeliveryRequest delivery) {
            throw new AssertionError("nothing to deliver");
          }
        };
    TaskUpdater updater =
        new TaskUpdater(
            store,
            new TaskTransitions(TaskStateExamples.CONFIG),
            clock,
            TrackerListener.NONE,
            line());
    return new StatusUpdater(
        updater,
        Map.of("sim", platform),
        this::view,
        new TaskLocks(),
        soon,
        clock,
        TrackerListener.NONE,
        _ -> {},
        keepStatus);
  }

  private StatusUpdater board(DelayedExecutor soon, Function<StatusView, StatusResult> chat) {
    return board(soon, chat, false);
  }

  private final StatusUpdater statusUpdater = board(delay, this::answer);

  private StatusResult answer(StatusView view) {
    shown.add(view);
    return answers.isEmpty() ? new StatusResult.Shown(TaskStateExamples.STATUS) : answers.poll();
  }

  private void percent(int percent) {
    Task now = store.get(id);
    Running r = (Running) now.state();
    Progress progress = r.progress().withReport(percent, null, clock.instant());
    store.put(now.nextVersion(r.withProgress(progress).polled(r.nextPoll()), clock.instant()));
    statusUpdater.refresh(store.get(id));
  }

  private void ends() {
    store.put(
        store
            .get(id)
            .nextVersion(new TaskState.Failed(clock.instant(), TaskStateExamples.WHY), null));
    statusUpdater.refresh(store.get(id));
  }

  private List<Integer> percents() {
    return shown.stream().map(StatusView::percent).toList();
  }

  private Phase last() {
    return shown.getLast().phase();
  }

  /** The tracker commits the end, and looks at what its status message shows. */
  private void delivered(StatusUpdater board) {
    store.put(store.get(id).nextVersion(TaskStateExamples.DELIVERED, clock.instant()));
    board.refresh(store.get(id));
    delay.advance(Duration.ofSeconds(10));
  }

  @Test
  void noSecondMessageStaysBesideAVideo() {
    answers.add(new StatusResult.RetryLater(Duration.ofSeconds(1)));
    delivered(statusUpdater);
    assertThat(removed).as("asked again when the chat lets it").containsExactly(id, id);
    assertThat(last()).isEqualTo(Phase.DONE);
    assertThat(DueTime.owesFinalStatus(store.get(id))).isFalse();
  }

  @Test
  void aStatusMessageThatIsToStaySaysThatItIsDone() {
    delivered(board(delay, this::answer, true));
    assertThat(removed).isEmpty();
    assertThat(last()).isEqualTo(Phase.DONE);
  }

  @Test
  void aVideoWhoseStatusMessageStayedInAnotherChatIsToldByItself() {
    store.put(task.withStatus(StatusMessage.NONE));
    delivered(statusUpdater);
    assertThat(shown).isEmpty();
    assertThat(DueTime.owesFinalStatus(store.get(id))).isFalse();
  }

  @Test
  void theLatestViewWins() {
    delay.advance(Duration.ofSeconds(2));
    percent(10);
    delay.settle();
    for (int i = 11; i < 60; i++) {
      percent(i);
      delay.settle();
    }
    assertThat(percents()).containsExactly(10);
    delay.advance(Duration.ofSeconds(2));
    assertThat(percents()).containsExactly(10, 59);
  }

  @Test
  void aViewThatLooksTheSameIsNotSent() {
    delay.advance(Duration.ofSeconds(2));
    percent(10);
    delay.settle();
    statusUpdater.refresh(store.get(id));
    delay.advance(Duration.ofMillis(500));
    assertThat(shown).hasSize(1);
  }

  @Test
  void nothingIsPlannedOnceAllIsShown() {
    delay.advance(Duration.ofSeconds(2));
    percent(10);
    percent(20);
    ends();
    delay.advance(Duration.ofMinutes(5));
    assertThat(delay.waiting()).isZero();
    assertThat(store.get(id).due()).isNull();
  }

  @Test
  void aChatThatAsksToWaitIsObeyedEvenWithTheLastWord() {
    delay.advance(Duration.ofSeconds(2));
    answers.add(new StatusResult.RetryLater(Duration.ofSeconds(30)));
    percent(10);
    delay.settle();
    ends();
    delay.advance(Duration.ofSeconds(29));
    assertThat(shown).hasSize(1);
    delay.advance(Duration.ofSeconds(1));
    assertThat(last()).isEqualTo(Phase.FAILED);
  }

  @Test
  void aLastWordDoesNotWaitForThePace() {
    delay.advance(Duration.ofSeconds(2));
    percent(10);
    delay.settle();
    percent(20);
    delay.settle();
    ends();
    delay.settle();
    assertThat(last()).isEqualTo(Phase.FAILED);
  }

  /** A paused edit used to hold its slot for up to two minutes, the last word with it. */
  @Test
  void aLastWordDoesNotWaitBehindAnEditThatThePaceKeepsBack() {
    rate = FEW;
    delay.advance(Duration.ofSeconds(4));
    for (int i = 1; i <= 5; i++) {
      percent(i * 10);
      delay.advance(Duration.ofSeconds(4L << i));
    }
    percent(90);
    delay.settle();
    int before = shown.size();
    ends();
    delay.settle();
    assertThat(shown).hasSize(before + 1);
    assertThat(last()).isEqualTo(Phase.FAILED);
  }

  @Test
  void aLastWordDoesNotWaitForAClockThatWasSetBack() {
    delay.advance(Duration.ofSeconds(2));
    percent(10);
    delay.settle();
    clock.advance(Duration.ofHours(-1));
    ends();
    delay.settle();
    assertThat(last()).isEqualTo(Phase.FAILED);
  }

  @Test
  void aChatThatTakesFewEditsKeepsTwoForLastWords() {
    rate = FEW;
    for (int i = 1; i < 90; i++) {
      percent(i);
      delay.advance(Duration.ofMinutes(1));
    }
    assertThat(shown).hasSizeLessThanOrEqualTo(6);
    ends();
    delay.settle();
    assertThat(last()).isEqualTo(Phase.FAILED);
    assertThat(store.get(id).status().edits()).isLessThanOrEqualTo(8);
  }

  @Test
  void whoCancelsARunningTaskSeesItAtOnceAndTheLastWordStillFits() {
    rate = FEW;
    for (int i = 1; i < 90; i++) {
      percent(i);
      delay.advance(Duration.ofMinutes(1));
    }
    store.put(store.get(id).withCancellation(true, false));
    statusUpdater.refresh(store.get(id));
    delay.settle();
    assertThat(last()).isEqualTo(Phase.CANCELLED_RUNNING);
    int edits = shown.size();
    percent(95);
    delay.advance(Duration.ofMinutes(10));
    assertThat(shown).hasSize(edits);
    ends();
    delay.settle();
    assertThat(last()).isEqualTo(Phase.FAILED);
    assertThat(store.get(id).status().edits()).isLessThanOrEqualTo(8);
  }

  /** "3rd in line" for the whole run: the edits were used up by the places before it. */
  @Test
  void placesInTheLineLeaveTheEditsToWhatComesAfter() {
    rate = FEW;
    Task waiting = store.put(TaskStateExamples.in(TaskStateExamples.QUEUED));
    for (int i = 40; i > 0; i--) {
      place = i;
      statusUpdater.refresh(waiting);
      delay.advance(Duration.ofMinutes(1));
      waiting = store.get(id);
    }
    assertThat(shown).hasSizeLessThanOrEqualTo(2);
    store.put(store.get(id).nextVersion(TaskStateExamples.RUNNING, TaskStateExamples.NOW));
    percent(10);
    delay.advance(Duration.ofMinutes(1));
    assertThat(last()).isEqualTo(Phase.WORKING);
    percent(50);
    delay.advance(Duration.ofMinutes(10));
    assertThat(shown.getLast().percent()).isEqualTo(50);
  }

  @Test
  void aChangeOfPhaseIsShownHoweverManyEditsThereWere() {
    rate = FEW;
    for (int i = 1; i < 90; i++) {
      percent(i);
      delay.advance(Duration.ofMinutes(1));
    }
    Running running = (Running) store.get(id).state();
    store.put(
        store
            .get(id)
            .nextVersion(
                running.completed(TaskStateExamples.FILE, clock.instant()), clock.instant()));
    statusUpdater.refresh(store.get(id));
    delay.advance(Duration.ofSeconds(4));
    assertThat(last()).isEqualTo(Phase.FINISHING);
  }

  @Test
  void anErrorWhileOneIsShownSilencesNobody() {
    AtomicInteger calls = new AtomicInteger();
    StatusUpdater failing =
        board(
            delay,
            view -> {
              if (calls.getAndIncrement() == 0) {
                throw new OutOfMemoryError("once");
              }
              return answer(view);
            });
    delay.advance(Duration.ofSeconds(2));
    failing.refresh(store.get(id));
    assertThatThrownBy(delay::settle).isInstanceOf(OutOfMemoryError.class);
    ends();
    failing.refresh(store.get(id));
    delay.settle();
    assertThat(last()).isEqualTo(Phase.FAILED);
  }

  @Test
  void aLastWordWhoseShowingBrokeIsStillOwed() {
    StatusUpdater breaking =
        board(
            delay,
            _ -> {
              throw new IllegalStateException("reset");
            });
    store.put(
        store
            .get(id)
            .nextVersion(
                new TaskState.Failed(clock.instant(), TaskStateExamples.WHY),
                TaskStateExamples.NOW));
    breaking.refresh(store.get(id));
    delay.settle();
    assertThat(store.get(id).due()).isEqualTo(TaskStateExamples.NOW);
    statusUpdater.refresh(store.get(id));
    delay.settle();
    assertThat(last()).isEqualTo(Phase.FAILED);
  }

  private void waitsAt(StatusUpdater updater, int newPlace) {
    place = newPlace;
    updater.refresh(store.get(id));
    delay.advance(Duration.ofSeconds(10));
  }

  private List<Integer> places() {
    return shown.stream().map(StatusView::queuePosition).toList();
  }

  @Test
  void whatIsSoAgainIsShownAgainAfterAnEditWhoseAnswerWasLost() {
    rate = new EditLimits(Duration.ofSeconds(2), 8);
    store.put(store.get(id).nextVersion(TaskStateExamples.QUEUED, TaskStateExamples.NOW));
    waitsAt(statusUpdater, 3);
    answers.add(new StatusResult.RetryLater(Duration.ofSeconds(1)));
    place = 2;
    statusUpdater.refresh(store.get(id));
    delay.settle();
    waitsAt(statusUpdater, 3);
    assertThat(places()).containsExactly(3, 2, 3);
  }

  @Test
  void whatIsSoAgainIsShownAgainAfterAnEditThatCouldNotBeStored() {
    StatusUpdater unstored =
        board(
            delay,
            view -> {
              store.broken = Integer.valueOf(2).equals(view.queuePosition());
              return answer(view);
            });
    rate = new EditLimits(Duration.ofSeconds(2), 8);
    store.put(store.get(id).nextVersion(TaskStateExamples.QUEUED, TaskStateExamples.NOW));
    waitsAt(unstored, 3);
    waitsAt(unstored, 2);
    store.broken = false;
    waitsAt(unstored, 3);
    assertThat(places()).containsExactly(3, 2, 3);
  }

  @Test
  void aStatusMessageThatIsLostIsLeftAlone() {
    delay.advance(Duration.ofSeconds(2));
    answers.add(new StatusResult.Lost(FailureKind.CHAT_GONE));
    percent(10);
    delay.settle();
    assertThat(store.get(id).status().lost()).isTrue();
    ends();
    delay.advance(Duration.ofMinutes(1));
    assertThat(shown).hasSize(1);
  }

  @Test
  void nothingIsShownWhileTheTaskIsPosted() {
    store.put(store.get(id).nextVersion(TaskStateExamples.DELIVERING, TaskStateExamples.NOW));
    statusUpdater.refresh(store.get(id));
    delay.settle();
    assertThat(shown).isEmpty();
  }

  @Test
  void theFirstWordIsShownAtOnce() {
    Task fresh = store.put(TaskStateExamples.accepted("bob", 2));
    statusUpdater.refresh(fresh);
    delay.settle();
    assertThat(last()).isEqualTo(Phase.WAITING);
    assertThat(store.get(fresh.id()).status()).isNotEqualTo(StatusMessage.NONE);
  }

  @Test
  void manyThreadsNeverEditOneMessageTwiceAtOnceAndTheLastWordIsShown() throws Exception {
    AtomicInteger inFlight = new AtomicInteger();
    AtomicInteger most = new AtomicInteger();
    CountDownLatch told = new CountDownLatch(1);
    rate = new EditLimits(Duration.ZERO, Integer.MAX_VALUE);
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      StatusUpdater busy =
          board(
              (_, work) -> threads.execute(work),
              view -> {
                most.accumulateAndGet(inFlight.incrementAndGet(), Math::max);
                Thread.onSpinWait();
                inFlight.decrementAndGet();
                if (view.isFinal()) {
                  told.countDown();
                }
                return new StatusResult.Shown(TaskStateExamples.STATUS);
              });
      CountDownLatch refreshed = new CountDownLatch(8);
      for (int thread = 0; thread < 8; thread++) {
        threads.execute(() -> {
          for (int i = 0; i < 500; i++) {
            tell(i % 99);
            busy.refresh(store.get(id));
          }
          refreshed.countDown();
        });
      }
      refreshed.await();
      tell(-1);
      busy.refresh(store.get(id));
      told.await();
    }
    assertThat(most).hasValue(1);
    Task after = store.get(id);
    assertThat(after.status().shown())
        .isEqualTo(StatusViewFactory.of(after, clock.instant()).fingerprint().text());
  }

  /** Nobody waits in it. */
  private WaitingLine line() {
    return new WaitingLine(
        store, new ConcurrencyLimits(_ -> 1, _ -> 1, (_, _) -> 1, _ -> 1), clock);
  }

  /** Commits a percentage, or the end, as polls on other threads would. */
  private void tell(int percent) {
    TaskUpdater updater =
        new TaskUpdater(
            store,
            new TaskTransitions(TaskStateExamples.CONFIG),
            clock,
            TrackerListener.NONE,
            line());
    updater.apply(
        id,
        new TaskEvent.Polled(
            percent < 0
                ? new PollResult.Failed(TaskStateExamples.WHY)
                : new PollResult.Working(percent, null)));
  }

  private static final EditLimits BY_AGE =
      new EditLimits(
          Duration.ofSeconds(2),
          Integer.MAX_VALUE,
          Duration.ofSeconds(2),
          List.of(
              new EditLimits.Slowdown(Duration.ofMinutes(2), Duration.ofSeconds(5)),
              new EditLimits.Slowdown(Duration.ofMinutes(10), Duration.ofSeconds(15))),
          Duration.ofHours(1));

  @Test
  void theLongerItTakesTheLessProgressIsTold() {
    rate = BY_AGE;
    delay.advance(Duration.ofMinutes(11));
    percent(10);
    delay.settle();
    percent(11);
    delay.advance(Duration.ofSeconds(14));
    assertThat(percents()).containsExactly(10);
    delay.advance(Duration.ofSeconds(1));
    assertThat(percents()).containsExactly(10, 11);
  }

  @Test
  void anOldMessageGetsItsLastWordOnly() {
    rate = BY_AGE;
    delay.advance(Duration.ofMinutes(61));
    percent(10);
    delay.advance(Duration.ofMinutes(1));
    assertThat(shown).isEmpty();
    ends();
    delay.settle();
    assertThat(last()).isEqualTo(Phase.FAILED);
  }

  @Test
  void aLastWordKeepsTheIntervalOfAPlatformThatCountsEveryEdit() {
    rate = BY_AGE;
    delay.advance(Duration.ofSeconds(2));
    percent(10);
    delay.settle();
    ends();
    delay.advance(Duration.ofMillis(1900));
    assertThat(percents()).containsExactly(10);
    delay.advance(Duration.ofMillis(100));
    assertThat(last()).isEqualTo(Phase.FAILED);
  }
}
