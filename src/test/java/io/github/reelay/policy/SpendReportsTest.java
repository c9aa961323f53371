package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

class SpendReportsTest {
  @Test
  void aReportsSumIsThatOfItsLines() {
    SpendReports.ReportLine real = new SpendReports.ReportLine("a", Money.of("2"), 2);
    SpendReports.ReportLine mixed =
        new SpendReports.ReportLine(
            "b", Money.of("3"), 1, Money.of("1"), Money.of("4"), Money.of("1"));
    assertThat(SpendReports.ReportLine.sum(List.of(real, mixed)))
        .isEqualTo(
            new SpendReports.ReportLine(
                "", Money.of("5"), 3, Money.of("1"), Money.of("6"), Money.of("1")));
    assertThat(real.isPartlyPretend()).isFalse();
    assertThat(mixed.isPartlyPretend()).isTrue();
    assertThat(
            new SpendReports.ReportLine(
                    "c", Money.of("1"), 1, Money.ZERO, Money.of("1"), Money.of("1"))
                .isPartlyPretend())
        .isFalse();
  }
}
