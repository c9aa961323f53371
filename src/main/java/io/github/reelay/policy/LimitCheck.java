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
    @Nullable Money dayTotal,
    @Nullable Money dayChat,
    @Nullable Money dayPerson,
    @Nullable Money monthTotal,
    int tasksPerDay,
    @Nullable Duration coolDown,
    @Nullable Duration longest,
    @Nullable Set<String> models) {

  /** Which limit is in the way, if any. Pure; nearest to the person first. */
  Optional<LimitRefusal> refuse(
      Offer offer, SpendTotals totals, BudgetWindows windows, Instant now) {
    if (models != null && !models.contains(offer.model())) {
      return no(LimitRefusal.Limit.MODELS_ALLOWED, String.join(", ", new TreeSet<>(models)), null);
    }
    if (longest != null && offer.seconds() > longest.toSeconds()) {
      return no(LimitRefusal.Limit.LONGEST_DURATION, longest.toSeconds() + "s", null);
    }
    Instant last = totals.personLastAccepted();
    if (coolDown != null && last != null && now.isBefore(last.plus(coolDown))) {
      return no(LimitRefusal.Limit.COOL_DOWN, coolDown.toSeconds() + "s", last.plus(coolDown));
    }
    if (totals.personTasksToday() >= tasksPerDay) {
      return no(
          LimitRefusal.Limit.TASKS_PER_DAY_PERSON,
          Integer.toString(tasksPerDay),
          tasksPerDay == 0 ? null : windows.dayEnd());
    }
    Money price = offer.price();
    return over(
            LimitRefusal.Limit.SPEND_PER_DAY_PERSON,
            dayPerson,
            totals.personToday(),
            price,
            windows.dayEnd())
        .or(() ->
            over(
                LimitRefusal.Limit.SPEND_PER_DAY_CHAT,
                dayChat,
                totals.chatToday(),
                price,
                windows.dayEnd()))
        .or(() ->
            over(
                LimitRefusal.Limit.SPEND_PER_DAY_TOTAL,
                dayTotal,
                totals.allToday(),
                price,
                windows.dayEnd()))
        .or(() ->
            over(
                LimitRefusal.Limit.SPEND_PER_MONTH_TOTAL,
                monthTotal,
                totals.allThisMonth(),
                price,
                windows.monthEnd()));
  }

  /** A price that is over the limit all by itself never fits, however long one waits. */
  private static Optional<LimitRefusal> over(
      LimitRefusal.Limit limit, @Nullable Money max, Money spent, Money price, Instant end) {
    if (max == null || !spent.plus(price).isMoreThan(max)) {
      return Optional.empty();
    }
    return no(limit, max.toString(), price.isMoreThan(max) ? null : end);
  }

  private static Optional<LimitRefusal> no(
      LimitRefusal.Limit limit, String allowed, @Nullable Instant frees) {
    return Optional.of(new LimitRefusal(limit, allowed, frees));
  }

  /** What still fits, by whichever of the spending limits leaves least; empty without a limit. */
  Optional<Money> left(SpendTotals totals) {
    @Nullable Money min = null;
    min = less(min, dayPerson, totals.personToday());
    min = less(min, dayChat, totals.chatToday());
    min = less(min, dayTotal, totals.allToday());
    min = less(min, monthTotal, totals.allThisMonth());
    return Optional.ofNullable(min);
  }

  private static @Nullable Money less(@Nullable Money min, @Nullable Money max, Money spent) {
    if (max == null) {
      return min;
    }
    Money left = spent.isMoreThan(max) ? Money.ZERO : max.minus(spent);
    return min == null || min.isMoreThan(left) ? left : min;
  }
}
