package io.github.reelay.tracking.simulation;

import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.Tracker;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A process of a world: one run of the program, until it is killed or has stopped in order. */
final class SimProcess {
  final String name;

  /** Tasks whose timer fires here now. */
  final Set<TaskId> inside = new HashSet<>();

  /** To when the timers that fire now were moved meanwhile. */
  final Map<TaskId, Instant> asked = new HashMap<>();

  boolean alive = true;

  /** Stopped by a signal, to wake later: nothing of it happens. */
  boolean paused;

  /** What is begun from here on is begun after its orderly stop; null before that. */
  @Nullable Long stoppedAt;

  private @Nullable Tracker tracker;

  SimProcess(String name) {
    this.name = name;
  }

  void begin(Tracker program) {
    tracker = program;
  }

  Tracker tracker() {
    if (tracker == null) {
      throw new IllegalStateException("not begun");
    }
    return tracker;
  }

  boolean isUp() {
    return alive && !paused && stoppedAt == null;
  }
}
