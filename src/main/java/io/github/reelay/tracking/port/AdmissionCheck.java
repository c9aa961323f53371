package io.github.reelay.tracking.port;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.SpendTotals;
import java.util.Optional;

/**
 * A check inside the accepting transaction: whether a task's price still fits.
 *
 * @param windows the day and month the totals are to be read for
 * @param check says which limit is in the way, if any; pure, called while the store holds its write
 *     lock
 */
public record AdmissionCheck(BudgetWindows windows, Check check) {
  /** The decision itself. */
  @FunctionalInterface
  public interface Check {
    Optional<LimitRefusal> findRefusal(SpendTotals totals);
  }
}
