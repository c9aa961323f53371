package io.github.reelay.tracking.port;

import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Task;

/** The result of accepting a task. */
public sealed interface AcceptResult {
  /** Stored, with its reservation, in one transaction. */
  record Accepted(Task task) implements AcceptResult {}

  /** The same event of the platform had already made this task. */
  record AlreadyAccepted(Task task) implements AcceptResult {}

  /** A limit is in the way; nothing was stored. */
  record Refused(LimitRefusal refusal) implements AcceptResult {}
}
