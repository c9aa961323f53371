package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Task;
import io.github.reelay.tracking.port.PollResult;
import java.time.Instant;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A place that a task holds with a relay, from its POST on. */
final class SimPlace {
  final Task task;
  final SimProcess process;
  final Instant posted;
  private final Set<SimProcess> asking = new HashSet<>();
  boolean posting = true;
  private int repeats;
  boolean answered;
  private @Nullable Instant end;
  private boolean known;
  private int missing;
  private boolean worked;
  private boolean told;

  SimPlace(Task task, SimProcess process, Instant posted) {
    this.task = task;
    this.process = process;
    this.posted = posted;
  }

  void beginRepeat() {
    repeats++;
  }

  void endRepeat() {
    repeats--;
  }

  /** Whether the POST, or another repeat of it, waits for its answer as well. */
  boolean isOpenElsewhere() {
    return posting || repeats > 1;
  }

  void ends(Instant moment, boolean surely) {
    end = surely ? moment : null;
  }

  /** One at a time, in one process: two would write into one file. */
  void beginAsking(Simulation simulation) {
    known = true;
    if (!asking.add(simulation.processes.current())) {
      simulation.violated("is asked about twice at once", task.id());
    }
    simulation.provider.limits.asked(task.id());
  }

  void endAsking(Simulation simulation) {
    asking.remove(simulation.processes.current());
  }

  /**
   * Unknown for a while, whatever else fails meanwhile, it is given up; its place is free. One word
   * of it in between may not have been stored.
   */
  void told(PollResult result) {
    boolean works = result instanceof PollResult.Working;
    if (result instanceof PollResult.Missing) {
      missing++;
    } else if (works && worked) {
      missing = 0;
    }
    worked = works;
    told |=
        missing > 2
            || result instanceof PollResult.Done
            || result instanceof PollResult.Failed
            || result instanceof PollResult.DoneWithoutFile;
  }

  boolean isHeld(Instant now) {
    return (process.alive && posting) || (known && !told && end != null && now.isBefore(end));
  }
}
