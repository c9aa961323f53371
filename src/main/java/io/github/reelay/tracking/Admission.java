package io.github.reelay.tracking;

import io.github.reelay.task.Refusal;
import io.github.reelay.task.Totals;
import io.github.reelay.task.Windows;
import java.util.Optional;

/**
 * Decides inside the accepting transaction whether a task's price still fits.
 *
 * @param windows the day and month the totals are to be read for
 * @param check says which limit is in the way, if any; pure, called while the store holds its write
 *     lock
 */
public record Admission(Windows windows, Check check) {
  /** The decision itself. */
  @FunctionalInterface
  public interface Check {
    Optional<Refusal> refuse(Totals totals);
  }
}
