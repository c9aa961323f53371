package io.github.reelay.tracking.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.testing.TaskStateExamples;
import org.junit.jupiter.api.Test;

/** A provider's submits per minute. */
class SubmitRateLimiterTest {
  private final SubmitRateLimiter rate =
      new SubmitRateLimiter(provider -> provider.equals("first") ? 2 : 1);

  @Test
  void soManyGoInAMinuteAndTheNextWhenTheFirstIsAMinuteOld() {
    rate.recordSubmit("first", TaskStateExamples.NOW);
    assertThat(rate.allows("first", TaskStateExamples.NOW)).isTrue();
    rate.recordSubmit("first", TaskStateExamples.NOW.plusSeconds(30));
    assertThat(rate.allows("first", TaskStateExamples.NOW.plusSeconds(59))).isFalse();
    assertThat(rate.allows("first", TaskStateExamples.NOW.plusSeconds(60))).isTrue();
    rate.recordSubmit("first", TaskStateExamples.NOW.plusSeconds(60));
    assertThat(rate.allows("first", TaskStateExamples.NOW.plusSeconds(61))).isFalse();
  }

  @Test
  void providersAreCountedEachOnItsOwn() {
    rate.recordSubmit("second", TaskStateExamples.NOW);
    assertThat(rate.allows("second", TaskStateExamples.NOW)).isFalse();
    assertThat(rate.allows("first", TaskStateExamples.NOW)).isTrue();
  }

  @Test
  void askingTakesNothing() {
    assertThat(rate.allows("second", TaskStateExamples.NOW)).isTrue();
    assertThat(rate.allows("second", TaskStateExamples.NOW)).isTrue();
  }
}
