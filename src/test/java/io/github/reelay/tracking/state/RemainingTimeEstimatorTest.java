package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Offer;
import io.github.reelay.task.Progress;
import io.github.reelay.task.TaskState.Running;
import io.github.reelay.testing.TaskStateExamples;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** How long a task still takes, of a model that usually takes two minutes. */
class RemainingTimeEstimatorTest {
  private static final Instant NOW = TaskStateExamples.NOW;
  private static final Offer OFFER = TaskStateExamples.OFFER;

  private static Instant at(double seconds) {
    return NOW.plusMillis((long) (seconds * 1000));
  }

  /** A percent a second: 10 after ten seconds, 60 after sixty. */
  private static Running steady(@Nullable Instant end) {
    return TaskStateExamples.RUNNING.withProgress(
        Progress.NONE.withReport(10, null, at(10)).withReport(60, end, at(60)));
  }

  @Test
  void itsOwnPaceTells() {
    assertThat(RemainingTimeEstimator.remaining(steady(null), OFFER, at(60)))
        .isEqualTo(Duration.ofSeconds(40));
    assertThat(RemainingTimeEstimator.remaining(steady(null), OFFER, at(75)))
        .isEqualTo(Duration.ofSeconds(25));
    Running once =
        TaskStateExamples.RUNNING.withProgress(Progress.NONE.withReport(25, null, at(30)));
    assertThat(RemainingTimeEstimator.remaining(once, OFFER, at(30)))
        .as("one word, since it began")
        .isEqualTo(Duration.ofSeconds(90));
  }

  @Test
  void withoutAPaceTheUsualTimeTells() {
    Running atOnce =
        TaskStateExamples.RUNNING.withProgress(Progress.NONE.withReport(25, null, NOW));
    assertThat(RemainingTimeEstimator.knowsNothing(atOnce, at(30))).isTrue();
    assertThat(RemainingTimeEstimator.remaining(atOnce, OFFER, at(30)))
        .isEqualTo(Duration.ofSeconds(90));
    Running nothing =
        TaskStateExamples.RUNNING.withProgress(Progress.NONE.withReport(0, null, at(30)));
    assertThat(RemainingTimeEstimator.knowsNothing(nothing, at(40))).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    // seconds since the last percent, when the provider says it ends, whether that counts
    "7.9, 120, false",
    "8,   120, true",
    "30,  120, true",
    "8,   200, false",
    "8,   199, true",
    "8,   69,  true",
    "8,   68,  false",
    "8,   50,  false",
  })
  void aPaceInLeapsGivesWayToTheProvidersWordUnlessThatIsWildlyOff(
      double since, int end, boolean counts) {
    assertThat(RemainingTimeEstimator.usesProviderEstimate(steady(at(end)), at(60 + since)))
        .isEqualTo(counts);
  }

  @Test
  void aWordOfLessThanHalfTheTimeItTakesByItsPaceDoesNotCount() {
    // By its pace 40 of 100 seconds are over, and 200 is its whole time.
    Running slow =
        TaskStateExamples.RUNNING.withProgress(
            Progress.NONE.withReport(5, null, at(10)).withReport(20, at(99), at(40)));
    assertThat(RemainingTimeEstimator.remaining(slow, OFFER, at(60)))
        .isEqualTo(Duration.ofSeconds(140));
    assertThat(RemainingTimeEstimator.usesProviderEstimate(slow, at(60))).isFalse();
    Running said = slow.withProgress(slow.progress().withReport(null, at(101), at(60)));
    assertThat(RemainingTimeEstimator.usesProviderEstimate(said, at(60))).isTrue();
  }

  @Test
  void itIsLateAfterTwiceTheUsualTimeUnlessItsPaceSaysSo() {
    Running silent = TaskStateExamples.RUNNING;
    assertThat(RemainingTimeEstimator.isOverdue(silent, OFFER, at(240))).isFalse();
    assertThat(RemainingTimeEstimator.isOverdue(silent, OFFER, at(240.001))).isTrue();
    Running slow =
        silent.withProgress(
            Progress.NONE.withReport(1, null, at(10)).withReport(21, null, at(210)));
    assertThat(RemainingTimeEstimator.isOverdue(slow, OFFER, at(250))).isFalse();
  }
}
