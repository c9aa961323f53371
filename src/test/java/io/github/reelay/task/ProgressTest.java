package io.github.reelay.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Random;
import org.junit.jupiter.api.Test;

class ProgressTest {
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  @Test
  void whateverARelayTellsProgressNeverGoesBackNorIsFull() {
    Random chance = new Random(3);
    for (int task = 0; task < 200; task++) {
      Progress progress = Progress.NONE;
      int before = 0;
      for (int i = 0; i < 50; i++) {
        Integer told = chance.nextInt(5) == 0 ? null : chance.nextInt(300) - 100;
        progress = progress.withReport(told, null, NOW.plusSeconds(i));
        int now = progress.percent() == null ? 0 : progress.percent();
        assertThat(now).isBetween(before, 99);
        before = now;
      }
    }
  }

  @Test
  void theMomentAPercentageWasFirstSeenIsKept() {
    Progress progress =
        Progress.NONE.withReport(40, null, NOW).withReport(40, null, NOW.plusSeconds(9));
    assertThat(progress.percentAt()).isEqualTo(NOW);
  }

  @Test
  void theFirstPercentageIsTheBaseOfThePace() {
    Progress progress =
        Progress.NONE.withReport(10, null, NOW).withReport(60, null, NOW.plusSeconds(9));
    assertThat(progress.basePercent()).isEqualTo(10);
    assertThat(progress.baseAt()).isEqualTo(NOW);
  }

  @Test
  void silenceLeavesWhatWasToldButTakesTheNewEstimate() {
    Instant end = NOW.plusSeconds(60);
    Progress progress =
        Progress.NONE.withReport(10, null, NOW).withReport(null, end, NOW.plusSeconds(5));
    assertThat(progress.percent()).isEqualTo(10);
    assertThat(progress.expectedEnd()).isEqualTo(end);
  }
}
