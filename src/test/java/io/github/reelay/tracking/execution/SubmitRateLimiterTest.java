package io.github.reelay.tracking.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.testing.TaskStateExamples;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** A provider's submits per minute. */
class SubmitRateLimiterTest {
  private final SubmitRateLimiter rate =
      new SubmitRateLimiter(provider -> provider.equals("first") ? 2 : 1);

  @Test
  void soManyGoInAMinuteAndTheNextWhenTheFirstIsAMinuteOld() {
    rate.recordSubmit("first", TaskStateExamples.NOW);
    assertThat(rate.delay("first", TaskStateExamples.NOW)).isZero();
    rate.recordSubmit("first", TaskStateExamples.NOW.plusSeconds(30));
    assertThat(rate.delay("first", TaskStateExamples.NOW.plusSeconds(59)))
        .isEqualTo(Duration.ofSeconds(1));
    assertThat(rate.delay("first", TaskStateExamples.NOW.plusSeconds(60))).isZero();
    rate.recordSubmit("first", TaskStateExamples.NOW.plusSeconds(60));
    assertThat(rate.delay("first", TaskStateExamples.NOW.plusSeconds(61)))
        .isEqualTo(Duration.ofSeconds(29));
  }

  @Test
  void itTellsHowManyMayFollow() {
    assertThat(rate.room("first", TaskStateExamples.NOW)).isEqualTo(2);
    rate.recordSubmit("first", TaskStateExamples.NOW);
    assertThat(rate.room("first", TaskStateExamples.NOW)).isOne();
    rate.recordSubmit("first", TaskStateExamples.NOW);
    rate.recordSubmit("first", TaskStateExamples.NOW);
    assertThat(rate.room("first", TaskStateExamples.NOW)).isZero();
    assertThat(rate.room("first", TaskStateExamples.NOW.plusSeconds(60))).isEqualTo(2);
  }

  @Test
  void nobodyWaitsUntilAClockThatWasSetBackIsThereAgain() {
    rate.recordSubmit("first", TaskStateExamples.NOW);
    rate.recordSubmit("first", TaskStateExamples.NOW);
    Instant before = TaskStateExamples.NOW.minus(Duration.ofHours(2));
    assertThat(rate.delay("first", before)).isEqualTo(Duration.ofMinutes(1));
    assertThat(rate.delay("first", before.plusSeconds(60))).isZero();
  }

  @Test
  void providersAreCountedEachOnItsOwn() {
    rate.recordSubmit("second", TaskStateExamples.NOW);
    assertThat(rate.delay("second", TaskStateExamples.NOW)).isEqualTo(Duration.ofMinutes(1));
    assertThat(rate.delay("first", TaskStateExamples.NOW)).isZero();
  }

  @Test
  void askingTakesNothing() {
    assertThat(rate.delay("second", TaskStateExamples.NOW)).isZero();
    assertThat(rate.delay("second", TaskStateExamples.NOW)).isZero();
  }
}
