package io.github.reelay.tracking.execution;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.Semaphore;
import org.junit.jupiter.api.Test;

class BulkheadsTest {
  private static final long SMALL = 1_000_000;
  private static final long LARGE = 80_000_000;

  private final Bulkheads bulkheads = new Bulkheads();

  @Test
  void aSlowProviderHoldsUpItselfAlone() {
    fill(bulkheads.fetches("slow"));
    assertThat(Bulkheads.tryRun(bulkheads.fetches("slow"), () -> "fetched")).isEmpty();
    assertThat(Bulkheads.tryRun(bulkheads.fetches("quick"), () -> "fetched")).isPresent();
  }

  @Test
  void whatHasToBeShrunkHoldsUpNoSmallVideoAndNoOtherPlatform() {
    fill(bulkheads.deliveries("discord", LARGE));
    assertThat(Bulkheads.tryRun(bulkheads.deliveries("discord", LARGE), () -> "")).isEmpty();
    assertThat(Bulkheads.tryRun(bulkheads.deliveries("discord", SMALL), () -> "")).isPresent();
    assertThat(Bulkheads.tryRun(bulkheads.deliveries("telegram", LARGE), () -> "")).isPresent();
  }

  private static void fill(Semaphore places) {
    while (places.tryAcquire()) {
      assertThat(places.availablePermits()).isNotNegative();
    }
  }
}
