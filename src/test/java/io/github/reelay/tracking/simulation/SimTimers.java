package io.github.reelay.tracking.simulation;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.TaskTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The timers of a world as db-scheduler keeps them: durable, one for a task, moved when it is set
 * again, fired in one process at a time; what a dead or stopped process held goes to another.
 */
final class SimTimers {
  private static final Duration HEARTBEATS_MISSED = Duration.ofSeconds(10);

  private static final Duration LOOK_INTERVAL = Duration.ofSeconds(1);

  private record Timer(Instant moment, long number) {}

  private final Simulation simulation;
  private final Map<TaskId, Timer> timers = new HashMap<>();
  private final Map<TaskId, SimProcess> picked = new HashMap<>();
  private long numbers;

  SimTimers(Simulation simulation) {
    this.simulation = simulation;
  }

  TaskTimers of(SimProcess process) {
    return (id, moment) -> {
      if (process.inside.contains(id)) {
        process.asked.merge(id, moment, SimTimers::earlier);
      } else if (!picked.containsKey(id)) {
        set(id, moment);
      }
    };
  }

  private void set(TaskId id, Instant moment) {
    long number = numbers++;
    timers.put(id, new Timer(moment, number));
    Duration wait = Duration.between(simulation.time.clock.instant(), moment);
    simulation.time.plan(wait.isNegative() ? Duration.ZERO : wait, () -> fire(id, number));
  }

  /** A new process, or another clock: what is not firing is planned anew. */
  void planAll() {
    picked.values().removeIf(process -> !process.alive);
    List.copyOf(timers.keySet())
        .forEach(id -> {
          Timer timer = timers.get(id);
          if (timer != null && !picked.containsKey(id)) {
            set(id, timer.moment());
          }
        });
  }

  /** A process gives no sign of life: others take what it holds. */
  void release(SimProcess silent) {
    for (TaskId id : List.copyOf(silent.inside)) {
      if (picked.remove(id, silent)) {
        set(id, simulation.time.clock.instant().plus(HEARTBEATS_MISSED));
      }
    }
  }

  private void fire(TaskId id, long number) {
    Timer timer = timers.get(id);
    SimProcess process = simulation.processes.anyTimed();
    if (timer == null || timer.number() != number || picked.containsKey(id)) {
      return;
    }
    if (process == null) { // its row stays due, and is found by who wakes or comes
      simulation.time.plan(LOOK_INTERVAL, () -> fire(id, number));
      return;
    }
    // An execution of this process that another took for dead: once is enough.
    if (process.inside.contains(id)) {
      set(id, simulation.time.clock.instant().plusMillis(50));
      return;
    }
    picked.put(id, process);
    process.inside.add(id);
    if (simulation.scenario == SimScenario.TWICE) {
      simulation.time.plan(
          Duration.ofMillis(simulation.random.nextInt(4_000)), process, () -> again(process, id));
    }
    run(
        process,
        id,
        () -> {
          Instant next = null;
          try {
            next = track(process, id);
          } finally {
            finish(process, id, next);
          }
        });
  }

  /** Twice at once, which a timer may come. */
  private void again(SimProcess process, TaskId id) {
    if (process.inside.contains(id)) {
      run(process, id, () -> track(process, id));
    }
  }

  /** Whoever is about to post waits for the lock of an edit that is under way. */
  private void run(SimProcess process, TaskId id, Runnable firing) {
    if (simulation.chat.isBusyWith(process, id)
        && simulation.store.row(id).orElseThrow().state() instanceof TaskState.InDelivery) {
      simulation.threads.besideLocks(process, firing);
    } else {
      firing.run();
    }
  }

  private @Nullable Instant track(SimProcess process, TaskId id) {
    try {
      return simulation.processes.in(process, () -> process.tracker().run(id)).orElse(null);
    } catch (SimFault e) {
      return simulation.time.clock.instant().plusSeconds(1);
    }
  }

  private void finish(SimProcess process, TaskId id, @Nullable Instant due) {
    process.inside.remove(id);
    Instant asked = process.asked.remove(id);
    if (!process.alive || !picked.remove(id, process)) {
      return;
    }
    Instant next = due == null || asked == null ? (due == null ? asked : due) : earlier(due, asked);
    if (next == null) {
      timers.remove(id);
    } else {
      set(id, next);
    }
  }

  /** What others take over when this one has missed its heartbeats. */
  List<TaskId> heldBy(SimProcess process) {
    return process.inside.stream().filter(id -> picked.get(id) == process).toList();
  }

  boolean isFiring(TaskId id) {
    return picked.containsKey(id);
  }

  private static Instant earlier(Instant one, Instant other) {
    return one.isBefore(other) ? one : other;
  }
}
