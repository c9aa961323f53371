package io.github.reelay.tracking.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.tracking.Lives;
import org.junit.jupiter.api.Test;

/** A provider's submits per minute. */
class SubmitRateLimiterTest {
  private final SubmitRateLimiter rate =
      new SubmitRateLimiter(provider -> provider.equals("first") ? 2 : 1);

  @Test
  void soManyGoInAMinuteAndTheNextWhenTheFirstIsAMinuteOld() {
    rate.recordSubmit("first", Lives.NOW);
    assertThat(rate.allows("first", Lives.NOW)).isTrue();
    rate.recordSubmit("first", Lives.NOW.plusSeconds(30));
    assertThat(rate.allows("first", Lives.NOW.plusSeconds(59))).isFalse();
    assertThat(rate.allows("first", Lives.NOW.plusSeconds(60))).isTrue();
    rate.recordSubmit("first", Lives.NOW.plusSeconds(60));
    assertThat(rate.allows("first", Lives.NOW.plusSeconds(61))).isFalse();
  }

  @Test
  void providersAreCountedEachOnItsOwn() {
    rate.recordSubmit("second", Lives.NOW);
    assertThat(rate.allows("second", Lives.NOW)).isFalse();
    assertThat(rate.allows("first", Lives.NOW)).isTrue();
  }

  @Test
  void askingTakesNothing() {
    assertThat(rate.allows("second", Lives.NOW)).isTrue();
    assertThat(rate.allows("second", Lives.NOW)).isTrue();
  }
}
