package io.github.reelay.policy;

import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.Task;
import io.github.reelay.tracking.port.Alert;
import java.time.Instant;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The alerts when the whole bot's budget of a day or a month nears its end. */
public final class BudgetAlerts {
  private static final Logger log = LoggerFactory.getLogger(BudgetAlerts.class);

  private static final int WARNING_PERCENT = 80;

  private final Limits limits;
  private final SpendReports spendReports;
  private final Alert.Sink alerts;
  private final Texts words;

  /** What the operator reads of a budget, in the operator's language. */
  public interface Texts {
    /** As much of it is spent. */
    String spent(Money spent, Money budget);

    /** A request was refused, because it is more than what is left. */
    String noRoom(Money budget);
  }

  public BudgetAlerts(Limits limits, SpendReports spendReports, Alert.Sink alerts, Texts words) {
    this.limits = limits;
    this.spendReports = spendReports;
    this.alerts = alerts;
    this.words = words;
  }

  /**
   * A task was accepted, its price is in the sums. Never throws: an acceptance does not fail
   * because nobody can be warned of it.
   */
  public void taskAccepted(Task task, Instant now) {
    try {
      SpendTotals totals =
          spendReports.totals(
              task.requester().person(), task.address().chat(), limits.windows(now));
      alertIfCrossed(LimitKey.SPEND_PER_DAY_TOTAL, task, totals.allToday());
      alertIfCrossed(LimitKey.SPEND_PER_MONTH_TOTAL, task, totals.allThisMonth());
    } catch (RuntimeException e) {
      log.atError().addKeyValue("task", task.id()).setCause(e).log("Budgets are not looked at");
    }
  }

  private void alertIfCrossed(LimitKey key, Task task, Money spent) {
    if (limits.operatorValue(key, null, task.address()) instanceof LimitValue.Amount(Money max)) {
      Money before = spent.minus(task.reserved());
      if (hasReached(100, spent, max) && !hasReached(100, before, max)) {
        raise(Alert.Kind.BUDGET_100, key.path(), words.spent(spent, max));
      } else if (hasReached(WARNING_PERCENT, spent, max)
          && !hasReached(WARNING_PERCENT, before, max)) {
        raise(Alert.Kind.BUDGET_80, key.path(), words.spent(spent, max));
      }
    }
  }

  private static boolean hasReached(int percent, Money spent, Money max) {
    return spent.times(100).compareTo(max.times(percent)) >= 0;
  }

  /** A request was refused; when that is for the whole bot's budget, the operator knows. */
  public void requestRefused(LimitRefusal refusal) {
    switch (refusal.limit()) {
      case SPEND_PER_DAY_TOTAL, SPEND_PER_MONTH_TOTAL ->
          raise(
              Alert.Kind.BUDGET_100,
              refusal.limit().configKey(),
              words.noRoom(Money.of(refusal.allowed())));
      case SPEND_PER_DAY_CHAT,
          SPEND_PER_DAY_PERSON,
          TASKS_PER_DAY_PERSON,
          COOL_DOWN,
          LONGEST_DURATION,
          MODELS_ALLOWED -> {}
    }
  }

  private void raise(Alert.Kind kind, String subject, String detail) {
    alerts.raise(new Alert(kind, subject, detail));
  }
}
