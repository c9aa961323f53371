package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Progress;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.duration.UsualDuration;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What was measured of a model goes before what its row calls typical: two minutes. */
class MeasuredDurationViewTest {
  private static final Instant NOW = TaskStateExamples.NOW;

  /** Ten tasks that took 10, 20, ... 100 minutes. */
  private static final UsualDuration USUAL =
      new UsualDuration(
          Duration.ofMinutes(50),
          IntStream.rangeClosed(1, 10).mapToObj(i -> Duration.ofMinutes(10L * i)).toList());

  private static StatusView view(TaskState state, QueueSnapshot.@Nullable Place place, int minute) {
    return StatusViewFactory.of(
        TaskStateExamples.in(state), NOW.plus(Duration.ofMinutes(minute)), place, USUAL);
  }

  @Test
  void aRunningTaskTellsFromWhenToWhen() {
    StatusView view = view(TaskStateExamples.RUNNING, null, 0);
    assertThat(view.remaining()).isEqualTo(Duration.ofMinutes(20));
    assertThat(view.remainingMost()).isEqualTo(Duration.ofMinutes(80));
    assertThat(view.fingerprint().text()).contains("|1200-4800|");
  }

  @Test
  void itIsLateOnlyWhenItIsLateForItsModel() {
    assertThat(view(TaskStateExamples.RUNNING, null, 30).overdue()).isFalse();
    assertThat(view(TaskStateExamples.RUNNING, null, 101).overdue()).isTrue();
    assertThat(
            StatusViewFactory.of(
                    TaskStateExamples.in(TaskStateExamples.RUNNING),
                    NOW.plus(Duration.ofMinutes(30)))
                .overdue())
        .isTrue();
  }

  @Test
  void theProvidersOwnWordGoesBefore() {
    TaskState said =
        TaskStateExamples.RUNNING.withProgress(
            Progress.NONE.withReport(null, NOW.plus(Duration.ofMinutes(3)), NOW));
    assertThat(view(said, null, 0).remaining()).isEqualTo(Duration.ofMinutes(3));
    assertThat(view(said, null, 0).remainingMost()).isEqualTo(Duration.ofMinutes(3));
  }

  @Test
  void theWaitInLineIsByThePlacesAtTheProvider() {
    StatusView view = view(TaskStateExamples.QUEUED, new QueueSnapshot.Place(3, 1.5), 0);
    assertThat(view.queuePosition()).isEqualTo(3);
    assertThat(view.remaining()).isEqualTo(Duration.ofMinutes(30));
    assertThat(view.remainingMost()).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void pollsArePlannedByIt() {
    Task task = TaskStateExamples.in(TaskStateExamples.RUNNING);
    UsualDuration slow = new UsualDuration(Duration.ofSeconds(20), List.of());
    assertThat(nextPoll(new TaskTransitions(TaskStateExamples.CONFIG), task))
        .isGreaterThan(Duration.ofSeconds(18));
    assertThat(nextPoll(new TaskTransitions(TaskStateExamples.CONFIG, _ -> slow), task))
        .isBetween(Duration.ofSeconds(9), Duration.ofSeconds(11));
  }

  private static Duration nextPoll(TaskTransitions transitions, Task task) {
    TaskState after =
        transitions
            .apply(task, new TaskEvent.Polled(new PollResult.Working(null, null)), NOW)
            .orElseThrow()
            .task()
            .state();
    return Duration.between(NOW, ((TaskState.Running) after).nextPoll());
  }
}
