package io.github.reelay.tracking.duration;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.testing.InMemoryDurationStore;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskStateExamples;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class MeasuredDurationsTest {
  private static final Instant NOW = TaskStateExamples.NOW;

  private final SettableClock clock = new SettableClock(NOW);
  private final InMemoryDurationStore store = new InMemoryDurationStore();
  private final MeasuredDurations durations = new MeasuredDurations(store, clock);

  /** A task that ran so long, and was looked at so late after the planned moment. */
  private void done(Duration took, Duration late) {
    TaskState.Running running =
        TaskState.Running.started("remote-1", NOW, NOW.plus(took).minus(late));
    Task polled = TaskStateExamples.in(running);
    durations.measure(
        polled, polled.nextVersion(running.completed(TaskStateExamples.FILE, NOW.plus(took)), NOW));
  }

  private Duration median() {
    return durations.of(TaskStateExamples.OFFER).median();
  }

  @Test
  void fromTheFifthTimeOnTheMeasuredPaceCounts() {
    for (int i = 0; i < 4; i++) {
      done(Duration.ofMinutes(9), Duration.ZERO);
      assertThat(median()).isEqualTo(TaskStateExamples.OFFER.typical());
    }
    done(Duration.ofMinutes(9), Duration.ZERO);
    assertThat(median()).isEqualTo(Duration.ofMinutes(9));
    assertThat(store.measured).hasSize(5);
  }

  @Test
  void onlyTheLastFiftyCount() {
    for (int i = 0; i < 60; i++) {
      done(Duration.ofMinutes(i < 10 ? 1 : 9), Duration.ZERO);
    }
    assertThat(durations.of(TaskStateExamples.OFFER).measured())
        .hasSize(50)
        .containsOnly(Duration.ofMinutes(9));
  }

  /** It was perhaps done long before: nobody looked. */
  @Test
  void whatWasLookedAtLateIsNoMeasure() {
    done(Duration.ofHours(9), Duration.ofMinutes(2));
    assertThat(store.measured).isEmpty();
  }

  @Test
  void whatWasDoneBeforeIsMeasuredOnce() {
    Task fetching = TaskStateExamples.in(TaskStateExamples.FETCHING);
    durations.measure(fetching, fetching);
    Task running = TaskStateExamples.in(TaskStateExamples.RUNNING);
    durations.measure(running, running);
    assertThat(store.measured).isEmpty();
  }

  @Test
  void aNewRunKnowsWhatTheLastOneMeasured() {
    for (int i = 0; i < 5; i++) {
      done(Duration.ofMinutes(9), Duration.ZERO);
    }
    MeasuredDurations next = new MeasuredDurations(store, clock);
    next.refresh();
    assertThat(next.of(TaskStateExamples.OFFER).median()).isEqualTo(Duration.ofMinutes(9));
  }

  @Test
  void whatAnotherProcessMeasuresIsReadNowAndThen() {
    MeasuredDurations other = new MeasuredDurations(store, clock);
    other.refresh();
    for (int i = 0; i < 5; i++) {
      done(Duration.ofMinutes(9), Duration.ZERO);
    }
    other.refresh();
    assertThat(other.of(TaskStateExamples.OFFER).measured()).isEmpty();
    clock.advance(Duration.ofMinutes(11));
    other.refresh();
    assertThat(other.of(TaskStateExamples.OFFER).measured()).hasSize(5);
  }

  @Test
  void aStoreThatFailsLeavesThePaceInMemory() {
    MeasuredDurations broken =
        new MeasuredDurations(
            new DurationStore() {
              @Override
              public void add(Measurement measurement) {
                throw new IllegalStateException("no database");
              }

              @Override
              public List<Measurement> all() {
                throw new IllegalStateException("no database");
              }
            },
            clock);
    broken.refresh();
    TaskState.Running running = TaskState.Running.started("r", NOW, NOW.plusSeconds(60));
    Task polled = TaskStateExamples.in(running);
    for (int i = 0; i < 5; i++) {
      broken.measure(
          polled,
          polled.nextVersion(running.completed(TaskStateExamples.FILE, NOW.plusSeconds(60)), NOW));
    }
    assertThat(broken.of(TaskStateExamples.OFFER).median()).isEqualTo(Duration.ofSeconds(60));
  }
}
