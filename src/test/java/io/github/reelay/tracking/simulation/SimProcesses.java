package io.github.reelay.tracking.simulation;

import io.github.reelay.task.TaskId;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.Tracker;
import io.github.reelay.tracking.execution.TaskSweeper;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The processes of a world: begun, killed anywhere, stopped in order, and put to sleep while
 * another takes over.
 */
final class SimProcesses {
  private static final String CLOCK_WATCH = TaskSweeper.class.getName();
  private static final Duration SELDOM = Duration.ofMinutes(1);

  private final Simulation simulation;
  private final SimScenario scenario;
  private final Random random;
  private final SimTime time;
  private final List<SimProcess> processes = new ArrayList<>();
  private final int wanted;
  private final int maxKills;
  private int begun;
  private int kills;
  private @Nullable Current current;

  /** What is on now, and when that was begun, counted in happenings. */
  record Current(SimProcess process, long begunAt) {}

  SimProcesses(Simulation simulation) {
    this.simulation = simulation;
    this.scenario = simulation.scenario;
    this.random = simulation.random;
    this.time = simulation.time;
    this.wanted = scenario.has(SimScenario.PAIR) ? 2 : 1;
    this.maxKills = scenario.onceIn(SimScenario.KILLS, 12, 6);
  }

  void begin() {
    for (int i = 0; i < wanted; i++) {
      boot();
    }
    if (random.nextInt(3) == 0) {
      time.plan(time.anyTime(random), this::stopSomebody);
    }
  }

  /** Something of a process, or of nobody, happens. */
  void play(SimTime.Happening next) {
    simulation.threads.resume();
    SimProcess process = next.process();
    if (process != null && process.paused) {
      time.plan(Duration.ofSeconds(1), process, next.what());
      return;
    }
    try {
      if (process == null) {
        next.what().run();
      } else if (process.alive) {
        in(process, next.what());
      }
    } catch (SimCrash | SimFault gone) {
      // The process is dead; or it has logged what failed, and goes on.
    } catch (RuntimeException | StackOverflowError e) {
      simulation.violations.add("thrown: " + e + " at " + e.getStackTrace()[0]);
    }
  }

  void in(SimProcess process, Runnable what) {
    in(
        process,
        () -> {
          what.run();
          return true;
        });
  }

  /** Does this in a process, which may die of it. */
  <T> T in(SimProcess process, Supplier<T> what) {
    Current outer = swapCurrent(new Current(process, time.nextNumber()));
    try {
      return what.get();
    } finally {
      current = outer;
    }
  }

  /** Returns what was on before. */
  @Nullable Current swapCurrent(@Nullable Current next) {
    Current before = current;
    current = next;
    return before;
  }

  boolean isInProgram() {
    return current != null;
  }

  SimProcess current() {
    if (current == null) {
      throw new IllegalStateException("called by nobody");
    }
    return current.process();
  }

  /** A process that takes new work; null while there is none. */
  @Nullable SimProcess anyUp() {
    return any(SimProcess::isUp);
  }

  /** A process in which timers fire: one that stops goes on with that for a while. */
  @Nullable SimProcess anyTimed() {
    return any(process -> process.alive && !process.paused);
  }

  private @Nullable SimProcess any(Predicate<SimProcess> wish) {
    SimProcess found = null;
    int count = 0;
    for (SimProcess process : processes) {
      // Each of them with the same chance.
      if (wish.test(process) && (count++ == 0 || random.nextInt(count) == 0)) {
        found = process;
      }
    }
    return found;
  }

  private void boot() {
    simulation.media.comesUp();
    SimProcess process = new SimProcess("life-" + ++begun);
    processes.removeIf(p -> !p.alive);
    processes.add(process);
    process.begin(
        new Tracker(
            new Tracker.Dependencies(
                simulation.store,
                simulation.durations,
                simulation.timers.of(process),
                (wait, work) -> runAfter(process, wait, work),
                simulation.provider,
                simulation.media,
                Map.of("sim", simulation.chat),
                simulation.limits,
                TaskStateExamples.config(simulation.keepsStatus),
                time.clock,
                process.name,
                simulation.provider.limits.listener())));
    simulation.timers.planAll();
    try {
      in(process, () -> process.tracker().recover());
    } catch (SimFault e) {
      kill(process); // it does not come up, and is started again
    } catch (SimCrash e) {
      return;
    }
    if (process.alive) {
      sweepForEver(process);
      simulation.invariants.expectPolls(process, "a start");
    }
  }

  /** Where nobody sets the clock it need not be watched every second. */
  private void runAfter(SimProcess process, Duration wait, Runnable work) {
    boolean isWatch = work.getClass().getName().startsWith(CLOCK_WATCH);
    Duration busy = simulation.setsClock ? wait : SELDOM;
    time.plan(isWatch ? time.interval(busy) : time.lazily(wait), process, work);
  }

  private void sweepForEver(SimProcess process) {
    time.plan(
        time.interval(Duration.ofSeconds(scenario.onceIn(SimScenario.PAIR, 1, 5))),
        process,
        () -> {
          sweepForEver(process);
          if (process.isUp()) {
            process.tracker().sweep();
          }
        });
  }

  /** Where processes do not share a store, the next begins when the one before is gone. */
  void bootLater(int millis) {
    time.plan(
        Duration.ofMillis(random.nextInt(millis)),
        () -> {
          if (!simulation.overlaps && processes.stream().anyMatch(process -> process.alive)) {
            return; // its end has another begin
          }
          if (processes.stream().filter(SimProcess::isUp).count() < wanted) {
            boot();
          }
        });
  }

  /** The process may die here. */
  void mayCrash() {
    if (current != null
        && kills < maxKills
        && scenario != SimScenario.CROWD
        && !time.isCalm()
        && random.nextInt(scenario.onceIn(SimScenario.KILLS, 25, 60)) == 0) {
      kills++;
      kill(current.process());
      throw new SimCrash();
    }
  }

  private void kill(SimProcess process) {
    process.alive = false;
    simulation.invariants.expectTakeover(process);
    simulation.timers.release(process);
    bootLater(20_000);
  }

  private void stopSomebody() {
    SimProcess process = anyUp();
    if (process != null) {
      stop(process);
    }
  }

  /** An orderly stop without time to wait; what hangs still gets its answers, until it exits. */
  void stop(SimProcess process) {
    long faults = simulation.store.faults;
    try {
      in(process, () -> stop(process.tracker()));
    } finally {
      process.stoppedAt = time.nextNumber();
      time.plan(
          Duration.ofMillis(random.nextInt(10_000)),
          () -> {
            if (process.alive) {
              kill(process);
            }
          });
      bootLater(5_000);
    }
    if (process.alive && faults == simulation.store.faults) {
      simulation.invariants.checkStopped(process);
    }
  }

  private static void stop(Tracker tracker) {
    try {
      tracker.stop(Duration.ZERO);
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Nothing new is begun by a program that has stopped. */
  void mustNotBeStopped(TaskId task, String what) {
    Long stoppedAt = current == null ? null : current.process().stoppedAt;
    if (current != null && stoppedAt != null && current.begunAt() > stoppedAt) {
      simulation.violated(what + " was begun after the stop", task);
    }
  }

  /** Whether this one was up all the time, and nothing was in its way. */
  Predicate<SimProcess> undisturbed() {
    long faults = simulation.store.faults;
    int before = simulation.calls.sleeps();
    int set = simulation.clockSets;
    return process ->
        process.isUp()
            && faults == simulation.store.faults
            && before == simulation.calls.sleeps()
            && set == simulation.clockSets;
  }
}
