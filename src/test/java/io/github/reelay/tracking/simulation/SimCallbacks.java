package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * Relays of some worlds that call back, now and then with a name that is not the task's. Its
 * chances are its own, as those of {@link SimFilms}.
 */
final class SimCallbacks {
  private static final int MAX_CALL_MILLIS = 400_000;
  private static final int MAX_TRIES = 6;
  private static final int RETRY_MILLIS = 60_000;

  private final Simulation simulation;
  private final Random random;
  private final boolean happens;

  /** What its relays have ever called anything. */
  private final List<String> names = new ArrayList<>(List.of("nobody-s-name"));

  SimCallbacks(Simulation simulation, long seed) {
    this.simulation = simulation;
    this.random = new Random(~seed * 31);
    this.happens = random.nextInt(3) == 0;
  }

  /** A relay has taken a POST, whether or not its answer arrives. */
  void taken(Task task, String remoteId) {
    if (!happens || !(task.state() instanceof TaskState.Submitting submitting)) {
      return;
    }
    for (int i = random.nextInt(3); i > 0; i--) {
      plan(task.id(), submitting.attempts(), remoteId, random.nextInt(MAX_CALL_MILLIS), 0);
    }
    if (random.nextInt(3) == 0) {
      plan(
          task.id(),
          submitting.attempts() - random.nextInt(2),
          names.get(random.nextInt(names.size())),
          random.nextInt(MAX_CALL_MILLIS),
          0);
    }
    names.add(remoteId);
  }

  private void plan(TaskId task, int attempts, String name, int millis, int tries) {
    simulation.people.later(
        millis,
        tracker -> {
          if (isPlausible(task, name)
              && !tracker.takeCallback(task, attempts, name)
              && tries < MAX_TRIES) {
            plan(task, attempts, name, RETRY_MILLIS, tries + 1);
          }
        });
  }

  /** A relay that swaps two tasks, neither of which we know by its name, is believed. */
  private boolean isPlausible(TaskId task, String name) {
    return simulation.provider.isNameOf(task, name)
        || simulation.store.all().stream()
            .map(Task::id)
            .filter(other -> simulation.provider.isNameOf(other, name))
            .allMatch(other -> name.equals(simulation.store.row(other).orElseThrow().remoteId()));
  }

  boolean happens() {
    return happens;
  }
}
