package io.github.reelay.conversation;

import io.github.reelay.task.ref.PersonRef;

/** Somebody who keeps something about people, and can forget it ({@code /forget}). */
@FunctionalInterface
public interface PersonalDataStore {
  /**
   * Deletes what is kept about a person. What still works for them (an open task) is deleted when
   * it is over; sums of the ledger stay. Asking twice does no harm.
   */
  void forget(PersonRef person);
}
