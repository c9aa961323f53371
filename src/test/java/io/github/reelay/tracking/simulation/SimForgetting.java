package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * People of a world who want all that is kept about them to be deleted, done past the tracker as
 * storage does it: what is over at once, what is open when it is over.
 */
final class SimForgetting {
  private static final Duration INTERVAL = Duration.ofSeconds(60);

  private final Simulation simulation;
  private final Set<TaskId> wanted = new HashSet<>();

  /** Tasks forgotten, and not asked for again since. */
  private final Set<TaskId> done = new HashSet<>();

  SimForgetting(Simulation simulation) {
    this.simulation = simulation;
  }

  /** A person asks for it. */
  void begin(PersonRef person) {
    simulation.store.all().stream()
        .filter(task -> task.requester().person().equals(person))
        .map(Task::id)
        .forEach(wanted::add);
    forgetFinished();
  }

  private void forgetFinished() {
    for (TaskId id : Set.copyOf(wanted)) {
      Task task = simulation.store.row(id).orElseThrow();
      if (task.state() instanceof TaskState.Ended && task.due() == null) {
        simulation.store.put(redact(task));
        wanted.remove(id);
        done.add(id);
      }
    }
    if (!wanted.isEmpty()) {
      simulation.time.plan(simulation.time.interval(INTERVAL), this::forgetFinished);
    }
  }

  private static Task redact(Task task) {
    TaskState state =
        task.state() instanceof TaskState.Undeliverable u
            ? new TaskState.Deleted(u.since())
            : task.state();
    Requester requester = task.requester();
    return task.nextVersion(state, task.due())
        .withRequest(task.request().withPrompt(""))
        .withRequester(new Requester(requester.person(), "", requester.language()))
        .withAddress(Destination.of(task.address().chat()))
        .withStatus(state.equals(task.state()) ? task.status() : task.status().asLost());
  }

  /** Its person wants to have the video after all. */
  void askedAgain(TaskId task) {
    done.remove(task);
  }

  void mustNotBeForgotten(TaskId task, String what) {
    if (done.contains(task)) {
      simulation.violated(what + " after it was forgotten", task);
    }
  }

  /** Nothing that was known of it is known again. */
  void check(Task task) {
    boolean isKnown = !task.request().prompt().isEmpty() || !task.requester().name().isEmpty();
    if (done.contains(task.id()) && isKnown) {
      simulation.violated("was forgotten, and is known again", task.id());
    }
  }
}
