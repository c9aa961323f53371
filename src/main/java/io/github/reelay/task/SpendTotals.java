package io.github.reelay.task;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The totals of the ledger and the tasks at one moment, read inside the transaction that accepts a
 * task.
 *
 * <p>Money is reserved plus settled of tasks accepted in the window; released money is not in it.
 *
 * @param personTasksToday tasks of the person accepted today, however they ended
 * @param personLastAccepted when the person's newest task was accepted
 */
public record SpendTotals(
    Money personToday,
    Money chatToday,
    Money allToday,
    Money allThisMonth,
    int personTasksToday,
    @Nullable Instant personLastAccepted) {
  public static final SpendTotals NONE =
      new SpendTotals(Money.ZERO, Money.ZERO, Money.ZERO, Money.ZERO, 0, null);
}
