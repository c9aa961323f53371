package io.github.reelay.tracking;

import io.github.reelay.task.Refusal;
import io.github.reelay.task.Task;

/** What became of a request that wanted to become a task. */
public sealed interface Acceptance {
  /** Stored, with its reservation, in one transaction. */
  record Accepted(Task task) implements Acceptance {}

  /** The same event of the platform had already made this task. */
  record Known(Task task) implements Acceptance {}

  /** A limit is in the way; nothing was stored. */
  record Refused(Refusal refusal) implements Acceptance {}
}
