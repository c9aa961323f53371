package io.github.reelay.tracking;

import io.github.reelay.task.Task;
import java.time.Duration;

/** Hears what the tracker does: metrics, alerts. Called after commits; must not block or throw. */
public interface TrackerListener {
  TrackerListener SILENT = new TrackerListener() {};

  /** A task moved on. */
  default void moved(Task before, Task after) {}

  /** A POST was answered. */
  default void submitted(Task task, SubmitAnswer answer, Duration took) {}

  default void polled(Task task, PollAnswer answer) {}

  default void shown(Task task, ShowAnswer answer) {}

  default void delivered(Task task, DeliveryAnswer answer, Duration sinceReady) {}
}
