package io.github.reelay.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

/** The calendar days and months that limits count in. */
class BudgetWindowsTest {
  private static BudgetWindows at(String moment, ZoneId zone) {
    return BudgetWindows.at(Instant.parse(moment), zone);
  }

  @Test
  void aDayBelongsToItsZone() {
    BudgetWindows windows = at("2026-11-20T17:30:00Z", ZoneId.of("Asia/Shanghai"));
    assertThat(windows.dayStart()).isEqualTo("2026-11-20T16:00:00Z");
    assertThat(windows.dayEnd()).isEqualTo("2026-11-21T16:00:00Z");
  }

  @Test
  void midnightBeginsTheNewDay() {
    assertThat(at("2026-11-20T00:00:00Z", ZoneOffset.UTC).dayStart())
        .isEqualTo("2026-11-20T00:00:00Z");
    assertThat(at("2026-11-19T23:59:59.999Z", ZoneOffset.UTC).dayEnd())
        .isEqualTo("2026-11-20T00:00:00Z");
  }

  @Test
  void theLastDayOfAMonthEndsWithTheMonth() {
    BudgetWindows windows = at("2028-02-29T12:00:00Z", ZoneOffset.UTC);
    assertThat(windows.monthStart()).isEqualTo("2028-02-01T00:00:00Z");
    assertThat(windows.monthEnd()).isEqualTo("2028-03-01T00:00:00Z").isEqualTo(windows.dayEnd());
  }

  @Test
  void theLastDayOfAYearEndsWithTheYear() {
    assertThat(at("2026-12-31T23:00:00Z", ZoneOffset.UTC).monthEnd())
        .isEqualTo("2027-01-01T00:00:00Z");
  }

  @Test
  void theMonthTurnsInTheZoneNotInUtc() {
    BudgetWindows windows = at("2026-10-31T20:00:00Z", ZoneId.of("Asia/Shanghai"));
    assertThat(windows.monthStart()).isEqualTo("2026-10-31T16:00:00Z");
  }

  @Test
  void aDayWithAClockChangeHasTwentyThreeOrTwentyFiveHours() {
    ZoneId berlin = ZoneId.of("Europe/Berlin");
    BudgetWindows spring = at("2026-03-29T12:00:00Z", berlin);
    BudgetWindows autumn = at("2026-10-25T12:00:00Z", berlin);
    assertThat(Duration.between(spring.dayStart(), spring.dayEnd())).hasHours(23);
    assertThat(Duration.between(autumn.dayStart(), autumn.dayEnd())).hasHours(25);
  }

  @Test
  void aDayWhoseMidnightDoesNotExistBeginsAtItsFirstMoment() {
    BudgetWindows windows = at("2026-03-29T05:00:00Z", ZoneId.of("Asia/Beirut"));
    assertThat(windows.dayStart()).isEqualTo("2026-03-28T22:00:00Z");
  }
}
