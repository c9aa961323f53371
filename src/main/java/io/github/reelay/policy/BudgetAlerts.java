package io.github.reelay.policy;

import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.Task;
import io.github.reelay.tracking.port.Alert;
import java.time.Instant;

/** Tells the operator when the whole bot's budget of a day or a month nears its end. */
public final class BudgetAlerts {
  private static final int NEAR_PERCENT = 80;

  private final Limits limits;
  private final SpendReports spending;
  private final Alert.Sink alerts;

  public BudgetAlerts(Limits limits, SpendReports spending, Alert.Sink alerts) {
    this.limits = limits;
    this.spending = spending;
    this.alerts = alerts;
  }

  /** A task was accepted, its price is in the sums. */
  public void spent(Task task, Instant now) {
    SpendTotals totals =
        spending.totals(task.requester().person(), task.address().chat(), limits.windows(now));
    crossed(LimitKey.SPEND_PER_DAY_TOTAL, task, totals.allToday());
    crossed(LimitKey.SPEND_PER_MONTH_TOTAL, task, totals.allThisMonth());
  }

  private void crossed(LimitKey key, Task task, Money spent) {
    if (limits.operatorValue(key, null, task.address()) instanceof LimitValue.Amount(Money most)) {
      Money before = spent.minus(task.reserved());
      if (isAt(100, spent, most) && !isAt(100, before, most)) {
        raise(Alert.Kind.BUDGET_100, key.path(), spent + " of " + most);
      } else if (isAt(NEAR_PERCENT, spent, most) && !isAt(NEAR_PERCENT, before, most)) {
        raise(Alert.Kind.BUDGET_80, key.path(), spent + " of " + most);
      }
    }
  }

  private static boolean isAt(int percent, Money spent, Money most) {
    return spent.times(100).compareTo(most.times(percent)) >= 0;
  }

  /** A request was refused; when that is for the whole bot's budget, the operator knows. */
  public void refused(LimitRefusal refusal) {
    switch (refusal.limit()) {
      case SPEND_PER_DAY_TOTAL, SPEND_PER_MONTH_TOTAL ->
          raise(
              Alert.Kind.BUDGET_100,
              refusal.limit().path(),
              "a request no longer fits into " + refusal.allowed());
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
