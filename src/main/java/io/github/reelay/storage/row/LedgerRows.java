package io.github.reelay.storage.row;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.util.List;
import org.jdbi.v3.core.Handle;

/** The rows of the ledger, inside somebody's transaction. */
public final class LedgerRows {
  private static final String INSERT =
      """
      INSERT INTO ledger (task, stage, delta, person, chat, server, provider, model, reserved_at, written_at)
      VALUES (:task, :stage, :delta, :person, :chat, :server, :provider, :model, :reserved, :written)
      """;

  private static final String SPENT = "SELECT COALESCE(SUM(delta), 0) FROM ledger WHERE ";

  private static final String TODAY = "reserved_at >= :dayStart AND reserved_at < :dayEnd";

  private static final String QUARTERS_TODAY = " AND quarter >= :dayQuarter AND quarter < :dayLast";

  /** One statement: most of the time that a statement takes goes by around it. */
  private static final String TOTALS =
      "SELECT (%s), (%s), (%s), (%s), (%s), (%s)"
          .formatted(
              SPENT + "person = :person AND " + TODAY,
              SpendTotalRows.SUM + ":chat" + QUARTERS_TODAY,
              SpendTotalRows.SUM + "''" + QUARTERS_TODAY,
              SpendTotalRows.SUM + "'' AND quarter >= :monthQuarter AND quarter < :monthLast",
              "SELECT COUNT(*) FROM ledger WHERE person = :person AND stage = 'RESERVE' AND "
                  + TODAY,
              "SELECT MAX(reserved_at) FROM ledger WHERE person = :person");

  private LedgerRows() {}

  /**
   * Adds entries of a task as it is after the change they belong to.
   *
   * <p>A second end, or a second entry of a stage, breaks a unique index and with it the
   * transaction.
   */
  public static void append(Handle handle, Task task, List<LedgerEntry> entries) {
    for (LedgerEntry entry : entries) {
      TaskRows.bindWhoAndWhere(handle.createUpdate(INSERT), task)
          .bind("task", entry.task().value())
          .bind("stage", entry.stage().name())
          .bind("delta", entry.delta().micros())
          .bind("reserved", task.acceptedAt().toEpochMilli())
          .bind("written", task.state().since().toEpochMilli())
          .execute();
    }
    SpendTotalRows.add(handle, task, entries);
  }

  public static SpendTotals totals(
      Handle handle, PersonRef person, ChatRef chat, BudgetWindows windows) {
    return handle
        .createQuery(TOTALS)
        .bind("person", ColumnValues.of(person))
        .bind("chat", ColumnValues.of(chat))
        .bind("dayStart", windows.dayStart().toEpochMilli())
        .bind("dayEnd", windows.dayEnd().toEpochMilli())
        .bind("dayQuarter", SpendTotalRows.quarterOf(windows.dayStart()))
        .bind("dayLast", SpendTotalRows.quarterOf(windows.dayEnd()))
        .bind("monthQuarter", SpendTotalRows.quarterOf(windows.monthStart()))
        .bind("monthLast", SpendTotalRows.quarterOf(windows.monthEnd()))
        .map((row, _) ->
            new SpendTotals(
                new Money(row.getLong(1)),
                new Money(row.getLong(2)),
                new Money(row.getLong(3)),
                new Money(row.getLong(4)),
                row.getInt(5),
                NullableColumns.instantOrNull(row, 6)))
        .one();
  }
}
