package io.github.reelay.tracking.duration;

import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/**
 * The store of how long tasks took from their acceptance at the provider until they were done
 * there; a port. Only the newest of each model are kept. Thread-safe.
 */
public interface DurationStore {
  /** As many as are kept of a model: some days of a small community, an hour of a busy one. */
  int KEPT = 50;

  /** A task that was done, and how long that took. */
  record Measurement(TaskId task, String provider, String model, Instant doneAt, Duration took) {}

  /** Adds one and drops what is too old; the same task again changes nothing. */
  void add(Measurement measurement);

  /** All that are kept, oldest first. */
  List<Measurement> all();
}
