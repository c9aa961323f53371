package io.github.reelay.storage.row;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The rows of the ledger, inside somebody's transaction. */
public final class LedgerRows {
  private static final String INSERT =
      """
      INSERT INTO ledger (task, stage, delta, person, chat, server, provider, model, reserved_at, written_at)
      VALUES (:task, :stage, :delta, :person, :chat, :server, :provider, :model, :reserved, :written)
      """;

  private static final String SUM = "SELECT COALESCE(SUM(delta), 0) FROM ledger WHERE ";

  private static final String IN_WINDOW = "reserved_at >= :from AND reserved_at < :to";

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
  }

  public static SpendTotals totals(
      Handle handle, PersonRef person, ChatRef chat, BudgetWindows windows) {
    String personKey = ColumnValues.of(person);
    Instant dayStart = windows.dayStart();
    Instant dayEnd = windows.dayEnd();
    return new SpendTotals(
        sum(handle, "person = :key AND " + IN_WINDOW, personKey, dayStart, dayEnd),
        sum(handle, "chat = :key AND " + IN_WINDOW, ColumnValues.of(chat), dayStart, dayEnd),
        sum(handle, IN_WINDOW, "", dayStart, dayEnd),
        sum(handle, IN_WINDOW, "", windows.monthStart(), windows.monthEnd()),
        countAccepted(handle, personKey, dayStart, dayEnd),
        lastAccepted(handle, personKey));
  }

  private static Money sum(Handle handle, String where, String key, Instant from, Instant to) {
    var query = handle.createQuery(SUM + where);
    if (!key.isEmpty()) {
      query.bind("key", key);
    }
    return new Money(
        query
            .bind("from", from.toEpochMilli())
            .bind("to", to.toEpochMilli())
            .mapTo(Long.class)
            .one());
  }

  private static int countAccepted(Handle handle, String person, Instant from, Instant to) {
    return handle
        .createQuery(
            "SELECT COUNT(*) FROM ledger WHERE person = :person AND stage = 'RESERVE' AND "
                + IN_WINDOW)
        .bind("person", person)
        .bind("from", from.toEpochMilli())
        .bind("to", to.toEpochMilli())
        .mapTo(Integer.class)
        .one();
  }

  private static @Nullable Instant lastAccepted(Handle handle, String person) {
    return handle
        .createQuery("SELECT MAX(reserved_at) FROM ledger WHERE person = :person")
        .bind("person", person)
        .map((rows, _) -> NullableColumns.instantOrNull(rows, 1))
        .findOne()
        .orElse(null);
  }
}
