package io.github.reelay.policy;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.time.Instant;
import java.util.List;

/**
 * The reports on spending, from the ledger. Only for showing: whether a task still fits is decided
 * inside the transaction that accepts it.
 */
public interface SpendReports {
  /** What counts against a person's limits in a chat now. */
  SpendTotals totals(PersonRef person, ChatRef chat, BudgetWindows windows);

  /**
   * Money reserved plus settled of tasks accepted between two moments, most first.
   *
   * @param to exclusive
   * @param scope everywhere, a server, a chat or a person; the ledger knows no roles, so a role has
   *     no lines
   */
  List<ReportLine> report(Instant from, Instant to, GroupBy by, Scope scope);

  /** What a report has a line for. */
  enum GroupBy {
    PERSON,
    MODEL,
    PROVIDER
  }

  /**
   * One line of a report.
   *
   * @param key a model, a provider, or a person as {@link PersonRef#toString()} writes it
   * @param spent reserved and settled
   * @param tasks tasks that money is reserved or settled for, or was until it was given back
   * @param reserved the part of it that nothing is settled for yet: under way, or unconfirmed
   * @param reservedAtFirst what was set aside for it at acceptance; more where a cheaper provider
   *     made it, more or less where a relay told what it really charged
   * @param pretend the part of {@code spent} that is pretend money: limits count it as any other
   */
  record ReportLine(
      String key, Money spent, int tasks, Money reserved, Money reservedAtFirst, Money pretend) {
    /** A line where all is settled as it was reserved. */
    public ReportLine(String key, Money spent, int tasks) {
      this(key, spent, tasks, Money.ZERO, spent, Money.ZERO);
    }

    /** The sum of lines. */
    public static ReportLine sum(List<ReportLine> lines) {
      return lines.stream()
          .reduce(
              new ReportLine("", Money.ZERO, 0),
              (a, b) ->
                  new ReportLine(
                      "",
                      a.spent.plus(b.spent),
                      a.tasks + b.tasks,
                      a.reserved.plus(b.reserved),
                      a.reservedAtFirst.plus(b.reservedAtFirst),
                      a.pretend.plus(b.pretend)));
    }

    /** Whether it is of both kinds of money. */
    public boolean isPartlyPretend() {
      return !pretend.equals(Money.ZERO) && !pretend.equals(spent);
    }
  }
}
