package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Money;
import io.github.reelay.task.TaskId;
import io.github.reelay.testing.InMemoryDurationStore;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;

/**
 * A whole world, decided by a seed: the real tracker over a store that keeps only what was
 * committed and fails now and then, providers and a chat that answer late, twice, wrongly or never,
 * people who cancel and fetch at the worst moment, operators who rule wrongly, and processes that
 * are killed anywhere, stopped in order, or put to sleep while another takes over.
 */
public final class Simulation {
  /** What all tasks of this world may cost together. */
  final Money cap;

  /** After the trouble; who asked in the last moment is in line for a while. */
  private static final Duration SILENCE = Duration.ofMinutes(60);

  private static final int MAX_SECONDS_SET = 7_200;
  private static final int MAX_CLOCK_SETS = 6;

  /** It is looked at every second: what is set forward and back between two looks is not seen. */
  private static final Duration CLOCK_STAYS = Duration.ofSeconds(10);

  final SimScenario scenario;
  final Random random;

  /** Whether processes of this world may overlap; limits hold for each of them then. */
  final boolean overlaps;

  final List<String> violations = new ArrayList<>();
  int clockSets;
  private Instant clockSetAt = Instant.EPOCH;

  /** Whether anybody sets the clock of this world. */
  final boolean setsClock;

  final ConcurrencyLimits limits;

  /** Whether the status message of a video stays beside it. */
  final boolean keepsStatus;

  final SimTime time;
  final SimThreads threads;
  final SimProcesses processes;
  final SimCalls calls;
  final SimTimers timers;
  final SimStore store;
  final SimProvider provider;
  final SimChat chat;
  final SimMedia media;
  final SimPeople people;
  final SimInvariants invariants;
  final SimWatch watch;
  final SimForgetting forgetting;
  final SimFilms films;
  final SimCallbacks callbacks;
  final InMemoryDurationStore durations = new InMemoryDurationStore();

  public Simulation(long seed) {
    random = new Random(seed);
    scenario = SimScenario.of(seed);
    overlaps =
        scenario.has(SimScenario.PAIR)
            || scenario == SimScenario.SLEEP
            || (scenario == SimScenario.ANYTHING && random.nextInt(3) == 0);
    keepsStatus = random.nextInt(3) == 0;
    setsClock = scenario == SimScenario.CLOCK || random.nextInt(5) == 0;
    boolean crowd = scenario == SimScenario.CROWD;
    cap = crowd ? Money.of("14.00") : Money.of("4.00");
    int perProvider = 1 + random.nextInt(3);
    int perMinute = !crowd && random.nextBoolean() ? 2 : 30;
    int perPerson = crowd ? 2 : 1 + random.nextInt(2);
    limits =
        new ConcurrencyLimits(
            _ -> perProvider, _ -> perMinute, (_, _) -> perPerson, _ -> Integer.MAX_VALUE);
    time = new SimTime(this::play);
    threads = new SimThreads(this);
    store = new SimStore(this);
    provider = new SimProvider(this);
    chat = new SimChat(this);
    media = new SimMedia(this, seed);
    people = new SimPeople(this);
    timers = new SimTimers(this);
    invariants = new SimInvariants(this);
    watch = new SimWatch(this);
    forgetting = new SimForgetting(this);
    films = new SimFilms(this, seed);
    callbacks = new SimCallbacks(this, seed);
    processes = new SimProcesses(this);
    calls = new SimCalls(this);
  }

  /** Runs the world of a seed to its end; what it violates. */
  static List<String> run(long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.live();
    return simulation.violations;
  }

  private void play(SimTime.Happening next) {
    processes.play(next);
  }

  private void live() {
    processes.begin();
    people.begin();
    if (!overlaps) {
      time.plan(SimWatch.INTERVAL, watch::look);
    }
    for (int i = setsClock ? scenario.onceIn(SimScenario.CLOCK, 3, 1) : 0; i > 0; i--) {
      time.plan(time.anyTime(random), this::setClock);
    }
    time.playUntil(time.busyEnd());
    time.plan(SILENCE, invariants::checkSilence);
    while (time.now().isBefore(time.end()) && !isSettled()) {
      time.playUntil(time.now().plusSeconds(60));
    }
    threads.resume();
    invariants.check();
  }

  /** Now, of all moments. */
  void setClockAmidTrouble() {
    if (clockSets < MAX_CLOCK_SETS && random.nextInt(3) == 0) {
      setClock();
    }
  }

  /** Mostly back, which is worse: what is due would sleep. */
  private void setClock() {
    if (time.now().isBefore(clockSetAt.plus(CLOCK_STAYS))) {
      return;
    }
    clockSetAt = time.now();
    clockSets++;
    int seconds = 10 + random.nextInt(random.nextBoolean() ? MAX_SECONDS_SET : MAX_SECONDS_SET / 6);
    boolean back = random.nextInt(4) != 0;
    time.setClock(Duration.ofSeconds(back ? -seconds : seconds));
    timers.planAll();
    provider.limits.clockSet(back);
    if (back) {
      invariants.expectPolls("the clock was set back");
    }
  }

  private boolean isSettled() {
    return processes.anyUp() != null && !store.isAnythingDue();
  }

  void violated(String what, TaskId task) {
    violations.add(task + " " + what);
  }
}
