package io.github.reelay.task;

import java.util.List;

/**
 * An update of a task, one commit: its next version and its ledger entries, all or nothing.
 *
 * @param basis the version the change was decided on; the commit fails if the stored one differs
 */
public record TaskUpdate(long basis, Task task, List<LedgerEntry> entries) {
  public TaskUpdate {
    entries = List.copyOf(entries);
  }
}
