package io.github.reelay.tracking.port;

import io.github.reelay.task.TaskId;
import java.time.Instant;

/**
 * The timers: they call the tracker when a task is due. Only a hint, the task row is the truth; a
 * timer that comes twice, early or never (the sweep finds it) does no harm.
 */
public interface TaskTimers {
  /** Sets, or moves, the one timer of a task. Never waits for a running execution. */
  void schedule(TaskId task, Instant moment);

  /** What else is timed here is not to wait until the clock is again where it was. */
  default void clockSetBack() {}
}
