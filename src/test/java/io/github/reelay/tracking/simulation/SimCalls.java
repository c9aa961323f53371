package io.github.reelay.tracking.simulation;

import java.time.Duration;
import java.time.Instant;
import java.util.Random;

/** What happens while a process is in the middle of a call: to it, and beside it. */
final class SimCalls {
  private static final int MAX_SLEEPS = 4;
  private static final int MAX_HANGS = 4;
  private static final int MAX_STOPS = 6;
  private static final int MAX_FILLS = 4;

  private final Simulation simulation;
  private final SimScenario scenario;
  private final Random random;
  private final SimTime time;
  private int sleeps;
  private int hangs;
  private int stops;
  private int fills;

  SimCalls(Simulation simulation) {
    this.simulation = simulation;
    this.scenario = simulation.scenario;
    this.random = simulation.random;
    this.time = simulation.time;
  }

  int sleeps() {
    return sleeps;
  }

  /** A call takes its time, and other things happen meanwhile, on other threads. */
  void takesUpTo(int millis) {
    time.advanceTo(time.now().plusMillis(random.nextInt(millis) + 1L));
    SimProcess process = simulation.processes.isInProgram() ? simulation.processes.current() : null;
    if (simulation.threads.nested() > 1 || time.isCalm() || process == null) {
      return;
    }
    if (simulation.threads.nested() == 0) {
      mayBeDisturbed(process);
    }
    int most = scenario.onceIn(SimScenario.PAIR, 30, 2);
    int onceIn = scenario.onceIn(SimScenario.PAIR, 1, 3);
    for (int i = 0; i < most && random.nextInt(onceIn) == 0; i++) {
      SimTime.Happening next = time.takeDue();
      if (next == null) {
        break;
      }
      simulation.threads.beside(() -> time.play(next));
    }
    if (!process.alive) {
      throw new SimCrash();
    }
  }

  /**
   * A call that costs money hangs for so long that another process takes over, and repeats it
   * meanwhile.
   */
  void mayHang() {
    if (scenario == SimScenario.SLEEP
        && hangs < MAX_HANGS
        && simulation.processes.isInProgram()
        && simulation.threads.nested() == 0
        && !time.isCalm()
        && random.nextInt(3) == 0) {
      hangs++;
      SimProcess process = simulation.processes.current();
      sleep(process);
      if (!process.alive) {
        throw new SimCrash();
      }
    }
  }

  private void mayBeDisturbed(SimProcess process) {
    if (simulation.overlaps
        && sleeps < MAX_SLEEPS
        && random.nextInt(scenario.onceIn(SimScenario.SLEEP, 12, 60)) == 0) {
      sleep(process);
    }
    mayFill(15);
    if (scenario == SimScenario.STOPS
        && stops < MAX_STOPS
        && process.isUp()
        && random.nextInt(15) == 0) {
      stops++;
      simulation.threads.beside(() -> simulation.processes.stop(process));
    }
  }

  /** The disk may be full from here on. */
  void mayFill(int onceIn) {
    if (scenario == SimScenario.FULL_DISK
        && fills < MAX_FILLS
        && random.nextInt(onceIn) == 0
        && !simulation.store.isFull()) {
      fills++;
      simulation.store.fill();
    }
  }

  /** One of two is stopped by a signal right now, and the other takes over what it held. */
  void mayDoze() {
    SimProcess process = simulation.processes.current();
    if (scenario.has(SimScenario.PAIR) && random.nextInt(3) == 0 && process.isUp()) {
      sleeps++;
      process.paused = true;
      simulation.timers.release(process);
      time.plan(Duration.ofMillis(random.nextInt(30_000)), () -> process.paused = false);
    }
  }

  /** Stopped by a signal in the middle of a call; another takes over; it wakes, and goes on. */
  private void sleep(SimProcess process) {
    sleeps++;
    process.paused = true;
    simulation.timers.release(process);
    simulation.processes.bootLater(8_000);
    Instant end = time.now().plusSeconds(5 + random.nextInt(200));
    simulation.threads.beside(() -> time.playUntil(end));
    process.paused = false;
    if (random.nextBoolean()) {
      time.plan(
          Duration.ofMillis(random.nextInt(60_000)),
          () -> {
            if (process.isUp()) {
              simulation.processes.stop(process);
            }
          });
    }
  }
}
