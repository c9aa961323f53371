package io.github.reelay.tracking.port;

import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Task;

/** The result of accepting a task. */
public sealed interface AcceptResult {
  /** Stored, with its reservation, in one transaction. */
  record Accepted(Task task) implements AcceptResult {}

  /** The same event of the platform had already made this task. */
  record AlreadyAccepted(Task task) implements AcceptResult {}

  /**
   * The same event had already made a task whose row cannot be read now; nothing was stored.
   *
   * @param id as it stands there
   */
  record Unreadable(String id) implements AcceptResult {}

  /** A limit is in the way; nothing was stored. */
  record Refused(LimitRefusal refusal) implements AcceptResult {}
}
