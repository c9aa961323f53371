package io.github.reelay.task;

import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;

/** The calendar day and month that limits count in, as moments. The ends are exclusive. */
public record BudgetWindows(
    Instant dayStart, Instant dayEnd, Instant monthStart, Instant monthEnd) {
  public static BudgetWindows at(Instant now, ZoneId zone) {
    LocalDate today = LocalDate.ofInstant(now, zone);
    LocalDate first = today.withDayOfMonth(1);
    return new BudgetWindows(
        today.atStartOfDay(zone).toInstant(),
        today.plusDays(1).atStartOfDay(zone).toInstant(),
        first.atStartOfDay(zone).toInstant(),
        first.plusMonths(1).atStartOfDay(zone).toInstant());
  }
}
