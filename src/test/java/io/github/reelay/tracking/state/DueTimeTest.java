package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When something is next owed, and which news are none that a row must hold. */
class DueTimeTest {
  private static final Instant NOW = TaskStateExamples.NOW;
  private static final Task RUNNING = TaskStateExamples.in(TaskStateExamples.RUNNING);

  private final TaskTransitions transitions = new TaskTransitions(TaskStateExamples.CONFIG);

  private TaskUpdate told(Task task, PollResult answer) {
    return transitions.apply(task, new TaskEvent.Polled(answer), NOW).orElseThrow();
  }

  @Test
  void aPollWithoutNewsMovesOnlyTheNextOne() {
    TaskUpdate update = told(RUNNING, new PollResult.Working(null, null));
    assertThat(DueTime.movesOnlyNextPoll(RUNNING, update, NOW)).isTrue();
  }

  @Test
  void newsIsMore() {
    TaskUpdate further = told(RUNNING, new PollResult.Working(30, null));
    assertThat(DueTime.movesOnlyNextPoll(RUNNING, further, NOW)).isFalse();
    TaskUpdate missed = told(RUNNING, new PollResult.Missing("404"));
    assertThat(DueTime.movesOnlyNextPoll(RUNNING, missed, NOW)).isFalse();
    TaskUpdate done = told(RUNNING, new PollResult.Done(TaskStateExamples.FILE));
    assertThat(DueTime.movesOnlyNextPoll(RUNNING, done, NOW)).isFalse();
  }

  /** Else a restart would look for a task at a moment that has not come. */
  @Test
  void whatWasNotDueYetIsMovedInItsRow() {
    TaskUpdate update = told(RUNNING, new PollResult.Working(null, null));
    assertThat(DueTime.movesOnlyNextPoll(RUNNING, update, NOW.minusMillis(1))).isFalse();
    Task never = RUNNING.nextVersion(RUNNING.state(), null);
    assertThat(
            DueTime.movesOnlyNextPoll(never, told(never, new PollResult.Working(null, null)), NOW))
        .isFalse();
  }

  @Test
  void onceItIsDoneThereEveryTryIsWrittenDown() {
    TaskState.Running done = TaskStateExamples.RUNNING.completedWithoutFile(NOW);
    Task before = RUNNING.nextVersion(done, NOW);
    Task after = before.nextVersion(done.polled(NOW.plusSeconds(9)), NOW.plusSeconds(9));
    TaskUpdate update = new TaskUpdate(before.version(), after, List.of());
    assertThat(DueTime.movesOnlyNextPoll(before, update, NOW)).isFalse();
  }

  @Test
  void moneyIsAlwaysWrittenDown() {
    TaskUpdate plain = told(RUNNING, new PollResult.Working(null, null));
    TaskUpdate update =
        new TaskUpdate(plain.basis(), plain.task(), List.of(LedgerEntry.hold(RUNNING)));
    assertThat(DueTime.movesOnlyNextPoll(RUNNING, update, NOW)).isFalse();
  }

  @Test
  void onlyARunningTaskIsPolled() {
    Task queued = TaskStateExamples.in(TaskStateExamples.QUEUED);
    TaskUpdate update =
        new TaskUpdate(
            queued.version(), queued.nextVersion(TaskStateExamples.RUNNING, NOW), List.of());
    assertThat(DueTime.movesOnlyNextPoll(queued, update, NOW)).isFalse();
    TaskUpdate away =
        new TaskUpdate(
            RUNNING.version(), RUNNING.nextVersion(TaskStateExamples.FAILED, null), List.of());
    assertThat(DueTime.movesOnlyNextPoll(RUNNING, away, NOW)).isFalse();
  }

  @Test
  void whatTheProviderHasMadeCanBeHadOnceMoreForADay() {
    TaskState.Undeliverable kept = (TaskState.Undeliverable) TaskStateExamples.UNDELIVERABLE;
    Instant end = NOW.plus(Duration.ofDays(1));
    assertThat(TrackingConfig.isKeptByProvider(kept, end.minusMillis(1))).isTrue();
    assertThat(TrackingConfig.isKeptByProvider(kept, end)).isFalse();
  }
}
