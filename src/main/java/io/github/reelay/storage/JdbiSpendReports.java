package io.github.reelay.storage;

import io.github.reelay.policy.Scope;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.row.LedgerRows;
import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.jdbi.v3.core.statement.Query;

/** The spend reports, from the ledger. */
public final class JdbiSpendReports implements SpendReports {
  // A task that changed its provider counts where it was charged: its last row with a provider that
  // matters is the settlement if there is one, else the reservation.
  private static final String REPORT =
      """
      SELECT e.<column>, SUM(s.spent), COUNT(*),
          SUM(CASE WHEN s.ends = 0 THEN s.spent ELSE 0 END),
          SUM(CASE WHEN s.released = 0 THEN s.set_aside ELSE 0 END),
          SUM(CASE WHEN e.provider = :pretend THEN s.spent ELSE 0 END) FROM
          (SELECT task, SUM(delta) AS spent,
              SUM(CASE WHEN stage IN ('SETTLE', 'RELEASE') THEN 1 ELSE 0 END) AS ends,
              SUM(CASE WHEN stage = 'RELEASE' THEN 1 ELSE 0 END) AS released,
              SUM(CASE WHEN stage = 'RESERVE' THEN delta ELSE 0 END) AS set_aside FROM ledger
           WHERE reserved_at >= :from AND reserved_at < :to AND <scope> GROUP BY task) s
      JOIN ledger e ON e.task = s.task AND e.stage = CASE
          WHEN EXISTS (SELECT 1 FROM ledger x WHERE x.task = s.task AND x.stage = 'SETTLE') THEN 'SETTLE'
          ELSE 'RESERVE' END
      GROUP BY e.<column> ORDER BY 2 DESC, 1
      """;

  private final Jdbi jdbi;

  public JdbiSpendReports(Database database) {
    this.jdbi = database.reader();
  }

  @Override
  public SpendTotals totals(PersonRef person, ChatRef chat, BudgetWindows windows) {
    return jdbi.withHandle(handle -> LedgerRows.totals(handle, person, chat, windows));
  }

  @Override
  public List<ReportLine> report(Instant from, Instant to, GroupBy by, Scope scope) {
    return jdbi.withHandle(handle ->
        withScope(handle.createQuery(REPORT), scope)
            .define("column", column(by))
            .bind("from", from.toEpochMilli())
            .bind("to", to.toEpochMilli())
            .bind("pretend", Offer.SANDBOX)
            .map((row, _) ->
                new ReportLine(
                    row.getString(1),
                    new Money(row.getLong(2)),
                    row.getInt(3),
                    new Money(row.getLong(4)),
                    new Money(row.getLong(5)),
                    new Money(row.getLong(6))))
            .list());
  }

  private static String column(GroupBy by) {
    return switch (by) {
      case PERSON -> "person";
      case MODEL -> "model";
      case PROVIDER -> "provider";
    };
  }

  private static Query withScope(Query query, Scope scope) {
    String condition =
        switch (scope.kind()) {
          case EVERYWHERE -> "1 = 1";
          case SERVER -> "server = :place";
          case CHAT -> "chat = :place";
          case PERSON -> "person = :place";
          case ROLE -> "1 = 0";
        };
    if (condition.endsWith(":place")) {
      query.bind("place", scope.id());
    }
    return query.define("scope", condition);
  }
}
