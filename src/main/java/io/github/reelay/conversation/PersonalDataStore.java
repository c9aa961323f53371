package io.github.reelay.conversation;

import io.github.reelay.task.ref.PersonRef;

/** A store of personal data that can forget a person ({@code /forget}). */
@FunctionalInterface
public interface PersonalDataStore {
  /**
   * Deletes what is kept about a person. What still works for them (an open task) is deleted when
   * it is over; sums of the ledger stay. Asking twice does no harm.
   */
  void forget(PersonRef person);
}
