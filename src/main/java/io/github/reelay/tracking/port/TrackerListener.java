package io.github.reelay.tracking.port;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import java.time.Duration;

/**
 * A listener of what the tracker does, for metrics and alerts. Called after commits; must not block
 * or throw.
 */
public interface TrackerListener {
  TrackerListener NONE = new TrackerListener() {};

  /** A task moved on. */
  default void taskChanged(Task before, Task after) {}

  /** A POST was answered. */
  default void submitted(Task task, SubmitResult result, Duration elapsed) {}

  /** A provider has accepted a request for a task that does not wait for its answer any more. */
  default void acceptedUnused(TaskId task, String remoteId) {}

  default void polled(Task task, PollResult result) {}

  default void statusShown(Task task, StatusResult result) {}

  default void deliveryAttempted(Task task, DeliveryResult result, Duration sinceReady) {}
}
