package io.github.reelay.policy;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.SpendTotals;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The limits that hold for one request, found before the accepting transaction begins, so that
 * inside it nothing is read but the totals. Null is no limit.
 */
record LimitCheck(
    @Nullable Money spendPerDayTotal,
    @Nullable Money spendPerDayChat,
    @Nullable Money spendPerDayPerson,
    @Nullable Money spendPerMonthTotal,
    int tasksPerDay,
    @Nullable Duration coolDown,
    @Nullable Duration maxDuration,
    @Nullable Set<String> models) {

  /** Which limit is in the way, if any. Pure; nearest to the person first. */
  Optional<LimitRefusal> findRefusal(
      Offer offer, SpendTotals totals, BudgetWindows windows, Instant now) {
    if (models != null && !models.contains(offer.model())) {
      return refusal(
          LimitRefusal.Limit.MODELS_ALLOWED, String.join(", ", new TreeSet<>(models)), null);
    }
    if (maxDuration != null && offer.seconds() > maxDuration.toSeconds()) {
      return refusal(LimitRefusal.Limit.LONGEST_DURATION, maxDuration.toSeconds() + "s", null);
    }
    Instant last = totals.personLastAccepted();
    if (coolDown != null && last != null && now.isBefore(last.plus(coolDown))) {
      return refusal(LimitRefusal.Limit.COOL_DOWN, coolDown.toSeconds() + "s", last.plus(coolDown));
    }
    if (totals.personTasksToday() >= tasksPerDay) {
      return refusal(
          LimitRefusal.Limit.TASKS_PER_DAY_PERSON,
          Integer.toString(tasksPerDay),
          tasksPerDay == 0 ? null : windows.dayEnd());
    }
    Money price = offer.price();
    return checkSpend(
            LimitRefusal.Limit.SPEND_PER_DAY_PERSON,
            spendPerDayPerson,
            totals.personToday(),
            price,
            windows.dayEnd())
        .or(() ->
            checkSpend(
                LimitRefusal.Limit.SPEND_PER_DAY_CHAT,
                spendPerDayChat,
                totals.chatToday(),
                price,
                windows.dayEnd()))
        .or(() ->
            checkSpend(
                LimitRefusal.Limit.SPEND_PER_DAY_TOTAL,
                spendPerDayTotal,
                totals.allToday(),
                price,
                windows.dayEnd()))
        .or(() ->
            checkSpend(
                LimitRefusal.Limit.SPEND_PER_MONTH_TOTAL,
                spendPerMonthTotal,
                totals.allThisMonth(),
                price,
                windows.monthEnd()));
  }

  /** A price that is over the limit all by itself never fits, however long one waits. */
  private static Optional<LimitRefusal> checkSpend(
      LimitRefusal.Limit limit, @Nullable Money max, Money spent, Money price, Instant end) {
    if (max == null || !spent.plus(price).isMoreThan(max)) {
      return Optional.empty();
    }
    return refusal(limit, max.toString(), price.isMoreThan(max) ? null : end);
  }

  private static Optional<LimitRefusal> refusal(
      LimitRefusal.Limit limit, String allowed, @Nullable Instant frees) {
    return Optional.of(new LimitRefusal(limit, allowed, frees));
  }

  /** What still fits, by whichever of the spending limits leaves least; empty without a limit. */
  Optional<Money> remainingBudget(SpendTotals totals) {
    @Nullable Money min = null;
    min = minRemaining(min, spendPerDayPerson, totals.personToday());
    min = minRemaining(min, spendPerDayChat, totals.chatToday());
    min = minRemaining(min, spendPerDayTotal, totals.allToday());
    min = minRemaining(min, spendPerMonthTotal, totals.allThisMonth());
    return Optional.ofNullable(min);
  }

  private static @Nullable Money minRemaining(
      @Nullable Money min, @Nullable Money max, Money spent) {
    if (max == null) {
      return min;
    }
    Money left = spent.isMoreThan(max) ? Money.ZERO : max.minus(spent);
    return min == null || min.isMoreThan(left) ? left : min;
  }
}
