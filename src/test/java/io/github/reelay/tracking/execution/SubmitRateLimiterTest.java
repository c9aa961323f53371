package io.github.reelay.tracking.execution;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.testing.ManualDelayedExecutor;
import io.github.reelay.testing.SettableClock;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** A provider's submits per minute. */
class SubmitRateLimiterTest {
  private final ManualDelayedExecutor delay = new ManualDelayedExecutor(new SettableClock());
  private final AtomicInteger told = new AtomicInteger();
  private final SubmitRateLimiter rate =
      new SubmitRateLimiter(
          provider -> provider.equals("first") ? 2 : 1, delay, told::incrementAndGet);

  @Test
  void soManyGoInAMinuteAndTheNextWhenTheFirstIsAMinuteOld() {
    rate.recordSubmit("first");
    assertThat(rate.room("first")).isOne();
    delay.advance(Duration.ofSeconds(30));
    rate.recordSubmit("first");
    delay.advance(Duration.ofSeconds(29));
    assertThat(rate.room("first")).isZero();
    assertThat(told).hasValue(0);
    delay.advance(Duration.ofSeconds(1));
    assertThat(rate.room("first")).isOne();
    assertThat(told).hasValue(1);
    delay.advance(Duration.ofSeconds(30));
    assertThat(rate.room("first")).isEqualTo(2);
  }

  @Test
  void thereIsNeverLessThanNoRoom() {
    rate.recordSubmit("second");
    rate.recordSubmit("second");
    assertThat(rate.room("second")).isZero();
  }

  @Test
  void providersAreCountedEachOnItsOwn() {
    rate.recordSubmit("second");
    assertThat(rate.room("second")).isZero();
    assertThat(rate.room("first")).isEqualTo(2);
  }
}
