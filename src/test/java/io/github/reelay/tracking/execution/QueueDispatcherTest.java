package io.github.reelay.tracking.execution;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.ManualDelayedExecutor;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import io.github.reelay.tracking.state.TaskEvent;
import io.github.reelay.tracking.state.TaskTransitions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who is called when a provider takes five a minute and any number at once. */
class QueueDispatcherTest {
  private static final int PER_MINUTE = 5;

  private final SettableClock clock = new SettableClock();
  private final ManualDelayedExecutor delay = new ManualDelayedExecutor(clock);
  private final InMemoryTaskStore store =
      new InMemoryTaskStore() {
        @Override
        public synchronized List<QueueEntry> queueEntries() {
          if (isAway) {
            throw new IllegalStateException("the database is away");
          }
          return super.queueEntries();
        }
      };
  private boolean isAway;
  private final List<TaskId> called = new ArrayList<>();
  private int places = Integer.MAX_VALUE;
  private final ConcurrencyLimits limits =
      new ConcurrencyLimits(_ -> places, _ -> PER_MINUTE, (_, _) -> places, _ -> Integer.MAX_VALUE);
  private final WaitingLine line = new WaitingLine(store, limits, clock);
  private final TaskUpdater updater =
      new TaskUpdater(
          store, new TaskTransitions(TaskStateExamples.CONFIG), clock, TrackerListener.NONE, line);
  private final QueueDispatcher dispatcher =
      new QueueDispatcher(line, updater, called::add, limits, delay);

  private List<TaskId> waiting(int tasks) {
    List<TaskId> all = new ArrayList<>();
    for (int i = 0; i < tasks; i++) {
      Task task = TaskStateExamples.accepted("p" + i, i).withStatus(TaskStateExamples.seen());
      all.add(store.put(task).id());
    }
    return all;
  }

  private boolean starts(TaskId task) {
    return dispatcher.tryStart(store.get(task), TaskStateExamples.OFFER, "run").isPresent();
  }

  @Test
  void asManyAreCalledAsTheRateLetsThroughAndInTheOrderOfTheLine() {
    List<TaskId> all = waiting(40);
    dispatcher.callReady();
    assertThat(called).isEqualTo(all.subList(0, PER_MINUTE));
    dispatcher.callReady();
    assertThat(called).as("they come").hasSize(PER_MINUTE);
  }

  @Test
  void theNextAreCalledWhenTheRateIsFreeAgain() {
    List<TaskId> all = waiting(40);
    dispatcher.callReady();
    assertThat(List.copyOf(called)).allMatch(this::starts);
    assertThat(starts(all.get(PER_MINUTE))).isFalse();
    called.clear();

    delay.advance(Duration.ofSeconds(59));
    assertThat(called).isEmpty();
    delay.advance(Duration.ofSeconds(1));
    assertThat(called).isEqualTo(all.subList(PER_MINUTE, 2 * PER_MINUTE));
  }

  /** Its file may be waited for all day. */
  @Test
  void whatIsMadeGivesItsPlaceBackOnceThoughItsFileIsNotHere() {
    places = 1;
    List<TaskId> all = waiting(3);
    assertThat(starts(all.get(0))).isTrue();
    assertThat(starts(all.get(1))).isFalse();
    updater.apply(all.get(0), new TaskEvent.Submitted(new SubmitResult.Accepted("remote-1"), 0));
    for (int i = 0; i < 3; i++) {
      updater.apply(all.get(0), new TaskEvent.Polled(new PollResult.DoneWithoutFile()));
    }
    assertThat(starts(all.get(1))).isTrue();
    assertThat(starts(all.get(2))).as("one place, given back once").isFalse();
  }

  /** Whom one provider has refused does not keep others from it while it waits for the next one. */
  @Test
  void whoWaitsForAnotherProviderDoesNotBlockTheLineOfTheFirst() {
    places = 1;
    List<TaskId> all = waiting(3);
    Offer other = TaskStateExamples.offer("other", "1.00");
    assertThat(dispatcher.tryStart(store.get(all.get(0)), other, "run")).isPresent();
    assertThat(dispatcher.tryStart(store.get(all.get(1)), other, "run")).isEmpty();
    dispatcher.callReady();
    assertThat(called).containsExactly(all.get(2));
  }

  @Test
  void aClockThatIsSetBackMakesNobodyWaitWhoNeedNot() {
    List<TaskId> all = waiting(1);
    clock.advance(Duration.ofMinutes(-3));
    dispatcher.callReady();
    assertThat(called).isEqualTo(all);
  }

  /** The line was read at a moment that is now, after that; what could not be read is no line. */
  @Test
  void aDatabaseThatIsAwayWhileTheClockJumpsFreesNoPlace() {
    places = 1;
    List<TaskId> all = waiting(2);
    assertThat(starts(all.get(0))).isTrue();
    isAway = true;
    clock.advance(Duration.ofMinutes(-3));
    assertThatThrownBy(() -> starts(all.get(1))).hasMessage("the database is away");
    isAway = false;
    clock.advance(Duration.ofMinutes(3));
    MessageRef status = TaskStateExamples.STATUS;
    updater.apply(all.get(1), new TaskEvent.StatusShown(status, "it is the first now", status));
    assertThat(starts(all.get(1))).isFalse();
  }

  @Test
  void whoWasCalledAndDidNotComeIsCalledAgain() {
    List<TaskId> all = waiting(1);
    dispatcher.callReady();
    delay.advance(Duration.ofSeconds(5));
    dispatcher.callReady();
    assertThat(called).containsExactly(all.getFirst(), all.getFirst());
  }
}
