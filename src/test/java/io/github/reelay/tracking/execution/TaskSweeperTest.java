package io.github.reelay.tracking.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.TaskTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

class TaskSweeperTest {
  private final SettableClock clock = new SettableClock();
  private final InMemoryTaskStore store = new InMemoryTaskStore();
  private final List<TaskId> called = new ArrayList<>();
  private final List<Instant> moments = new ArrayList<>();
  private final Deque<Runnable> soon = new ArrayDeque<>();
  private int jumps;
  private final TaskSweeper sweeper =
      new TaskSweeper(
          store,
          new TaskTimers() {
            @Override
            public void schedule(TaskId task, Instant moment) {
              called.add(task);
              moments.add(moment);
            }

            @Override
            public void clockSetBack() {
              jumps++;
            }
          },
          (_, work) -> soon.add(work),
          clock);

  private Task dueIn(Duration wait, int number) {
    return store.put(
        TaskStateExamples.accepted("p", number)
            .nextVersion(TaskStateExamples.RUNNING, clock.instant().plus(wait)));
  }

  @Test
  void whatRunsIsAskedAtOnceAfterARestartSpreadOverASecond() {
    for (int number = 0; number < 100; number++) {
      dueIn(Duration.ofMinutes(10), number);
    }
    sweeper.recover(_ -> {});
    assertThat(called).hasSize(100).allMatch(sweeper::begin);
    assertThat(moments)
        .allMatch(moment -> moment.isBefore(clock.instant().plusSeconds(1)))
        .doesNotHaveDuplicates();
  }

  @Test
  void soManyThatRunThatTheyWouldBurstAreAskedAThousandASecond() {
    for (int number = 0; number < 2_500; number++) {
      dueIn(Duration.ofMinutes(10), number);
    }
    sweeper.recover(_ -> {});
    assertThat(moments).doesNotHaveDuplicates().endsWith(clock.instant().plusMillis(2_499));
  }

  @Test
  void aClockThatIsSetBackLetsNothingSleep() {
    sweeper.recover(_ -> {});
    Task task = dueIn(Duration.ofSeconds(20), 1);
    soon.remove().run();
    assertThat(called).isEmpty();

    clock.advance(Duration.ofHours(-3));
    soon.remove().run();

    assertThat(called).containsExactly(task.id());
    assertThat(moments).containsExactly(clock.instant());
    assertThat(sweeper.begin(task.id())).isTrue();
    assertThat(sweeper.begin(task.id())).isFalse();
    assertThat(jumps).isOne();
    assertThat(soon).hasSize(1);
  }

  @Test
  void whoIsStillToBeToldAnEndIsCalledAfterARestartThoughTheClockWasSetBack() {
    Task ended =
        store.put(
            TaskStateExamples.in(
                new TaskState.Failed(TaskStateExamples.NOW, TaskStateExamples.WHY)));
    clock.advance(Duration.ofHours(-3));
    sweeper.recover(_ -> {});
    assertThat(called).containsExactly(ended.id());
    assertThat(sweeper.begin(ended.id())).isTrue();
  }

  /** A cancellation that was stored though that was not learnt, while it waited in line. */
  @Test
  void whatAFaultMayHaveChangedIsCalledWhenItIsDue() {
    Task task = dueIn(Duration.ZERO, 1);
    sweeper.postpone(task.id(), clock.instant().plusSeconds(1800));
    sweeper.callWhenDue(task.id());
    clock.advance(Duration.ofMillis(1));
    sweeper.sweep();
    assertThat(called).containsExactly(task.id());
  }

  @Test
  void whoWaitsForACallIsNotSweptUntilThen() {
    Task task = dueIn(Duration.ZERO, 1);
    clock.advance(Duration.ofMillis(1));
    sweeper.postpone(task.id(), clock.instant().plusSeconds(30));
    sweeper.sweep();
    assertThat(called).isEmpty();
    clock.advance(Duration.ofSeconds(30));
    sweeper.sweep();
    assertThat(called).containsExactly(task.id());
  }
}
