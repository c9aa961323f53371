package io.github.reelay.tracking.simulation;

import io.github.reelay.task.Money;
import io.github.reelay.task.TaskId;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.Tracker;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A whole world, decided by a seed: the real tracker over a store that keeps only what was
 * committed and fails now and then, providers and a chat that answer late, twice, wrongly or never,
 * people who cancel and fetch at the worst moment, operators who rule wrongly, and processes that
 * are killed anywhere, stopped in order, or put to sleep while another takes over.
 *
 * <p>Time is virtual; what is to happen lies in one heap. While a call takes its time other things
 * happen, each on a thread of its own, so that locks are what they are; but only one of them at a
 * time, so {@link #run} replays a seed exactly.
 */
public final class Simulation {
  /** What all tasks of a world may cost together. */
  static final Money CAP = Money.of("4.00");

  private static final Duration BUSY_TIME = Duration.ofMinutes(12);

  /** A file is tried for a day after it was done, and a lost task asked about for two. */
  private static final Duration CALM_TIME = Duration.ofHours(80);

  /** Later than that nothing is in a hurry: who would look every second looks now and then. */
  private static final Duration LAZY_FROM = Duration.ofMinutes(20);

  private static final Duration LAZY_INTERVAL = Duration.ofMinutes(5);

  private static final int MAX_CRASHES = 6;
  private static final int MAX_SLEEPS = 2;

  /** What people and programs see; now and then somebody sets it back. */
  final SettableClock clock = new SettableClock();

  final Random random;

  /** Whether processes of this world may overlap; limits hold for each of them then. */
  final boolean overlaps;

  final List<String> violations = new ArrayList<>();
  final ConcurrencyLimits limits;
  final SimStore store;
  final SimProvider provider;
  final SimChat chat;
  final SimMedia media;
  final SimPeople people;
  private final SimTimers timers;
  private final SimInvariants invariants;

  private final Instant start = clock.instant();
  private final PriorityQueue<Happening> heap =
      new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingLong(Happening::number));
  private final List<SimProcess> processes = new ArrayList<>();
  private Instant now = start;
  private long numbers;
  private int crashes;
  private int sleeps;
  private int nested;
  private int booted;
  private @Nullable SimProcess current;

  /** When what is on now was begun, counted in happenings. */
  private long begunAt;

  /** Something that is to happen; with a process it dies with it. */
  private record Happening(Instant at, long number, @Nullable SimProcess process, Runnable what) {}

  public Simulation(long seed) {
    random = new Random(seed);
    overlaps = random.nextInt(3) == 0;
    int perProvider = 1 + random.nextInt(3);
    int perMinute = random.nextBoolean() ? 2 : 30;
    int perPerson = 1 + random.nextInt(2);
    limits =
        new ConcurrencyLimits(
            _ -> perProvider, _ -> perMinute, (_, _) -> perPerson, _ -> Integer.MAX_VALUE);
    store = new SimStore(this);
    provider = new SimProvider(this);
    chat = new SimChat(this);
    media = new SimMedia(this);
    people = new SimPeople(this);
    timers = new SimTimers(this);
    invariants = new SimInvariants(this);
  }

  /** Runs the world of a seed to its end; what it violates. */
  static List<String> run(long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.live();
    return simulation.violations;
  }

  private void live() {
    boot();
    people.begin();
    if (random.nextInt(5) == 0) {
      plan(Duration.ofMillis(random.nextInt((int) BUSY_TIME.toMillis())), this::setClockBack);
    }
    if (random.nextInt(3) == 0) {
      plan(Duration.ofMillis(random.nextInt((int) BUSY_TIME.toMillis())), this::stopSomebody);
    }
    Instant busyEnd = start.plus(BUSY_TIME);
    playUntil(busyEnd);
    Instant end = busyEnd.plus(CALM_TIME);
    while (now.isBefore(end) && !isSettled()) {
      playUntil(now.plusSeconds(60));
    }
    invariants.check();
  }

  private void playUntil(Instant end) {
    while (!heap.isEmpty() && heap.peek().at().isBefore(end)) {
      play(heap.poll());
    }
    advanceTo(end);
  }

  private void advanceTo(Instant moment) {
    if (moment.isAfter(now)) {
      clock.advance(Duration.between(now, moment));
      now = moment;
    }
  }

  private void play(Happening next) {
    advanceTo(next.at());
    SimProcess process = next.process();
    if (process != null && process.paused) {
      after(Duration.ofSeconds(1), process, next.what());
      return;
    }
    try {
      if (process == null) {
        next.what().run();
      } else if (process.alive) {
        in(
            process,
            () -> {
              next.what().run();
              return true;
            });
      }
    } catch (SimCrash | SimFault gone) {
      // The process is dead; or it has logged what failed, and goes on.
    }
  }

  /** Does this in a process, which may die of it. */
  <T> T in(SimProcess process, Supplier<T> what) {
    SimProcess outer = current;
    long outerBegan = begunAt;
    current = process;
    begunAt = numbers++;
    try {
      return what.get();
    } finally {
      current = outer;
      begunAt = outerBegan;
    }
  }

  private void boot() {
    SimProcess process = new SimProcess("life-" + ++booted);
    processes.removeIf(p -> !p.alive);
    processes.add(process);
    process.begin(
        new Tracker(
            new Tracker.Dependencies(
                store,
                timers.of(process),
                (wait, work) -> after(lazily(wait), process, work),
                provider,
                media,
                Map.of("sim", chat),
                limits,
                TaskStateExamples.CONFIG,
                clock,
                process.name,
                provider.limits.listener())));
    timers.planAll();
    try {
      in(
          process,
          () -> {
            process.tracker().recover();
            return true;
          });
    } catch (SimFault e) {
      kill(process); // it does not come up, and is started again
    } catch (SimCrash e) {
      return;
    }
    if (process.alive) {
      sweepForEver(process);
      invariants.expectPolls(process);
    }
  }

  private Duration lazily(Duration wait) {
    boolean lazy = isLazy() && wait.compareTo(Duration.ofMillis(900)) > 0;
    return lazy && wait.compareTo(LAZY_INTERVAL) < 0 ? LAZY_INTERVAL : wait;
  }

  private boolean isLazy() {
    return now.isAfter(start.plus(LAZY_FROM));
  }

  private void sweepForEver(SimProcess process) {
    after(
        isLazy() ? LAZY_INTERVAL : Duration.ofSeconds(5),
        process,
        () -> {
          sweepForEver(process);
          if (process.isUp()) {
            process.tracker().sweep();
          }
        });
  }

  private void after(Duration wait, @Nullable SimProcess process, Runnable what) {
    heap.add(new Happening(now.plus(wait), numbers++, process, what));
  }

  void plan(Duration wait, Runnable what) {
    after(wait, null, what);
  }

  /** A process that takes new work; null while there is none. */
  @Nullable SimProcess anyProcess() {
    List<SimProcess> up = processes.stream().filter(SimProcess::isUp).toList();
    return up.isEmpty() ? null : up.get(up.size() == 1 ? 0 : random.nextInt(up.size()));
  }

  boolean isInProgram() {
    return current != null;
  }

  SimProcess current() {
    if (current == null) {
      throw new IllegalStateException("called by nobody");
    }
    return current;
  }

  /** Nothing new is begun by a program that has stopped. */
  void mustNotBeStopped(TaskId task, String what) {
    Long stoppedAt = current == null ? null : current.stoppedAt;
    if (stoppedAt != null && begunAt > stoppedAt) {
      violated(what + " was begun after the stop", task);
    }
  }

  /** The process may die here. */
  void mayCrash() {
    SimProcess process = current;
    if (process != null && crashes < MAX_CRASHES && !isCalm() && random.nextInt(60) == 0) {
      crashes++;
      kill(process);
      throw new SimCrash();
    }
  }

  private void kill(SimProcess process) {
    process.alive = false;
    timers.release(process);
    bootLater(20_000);
  }

  private void bootLater(int millis) {
    plan(
        Duration.ofMillis(random.nextInt(millis)),
        () -> {
          if (anyProcess() == null) {
            boot();
          }
        });
  }

  private void stopSomebody() {
    SimProcess process = anyProcess();
    if (process != null) {
      stop(process);
    }
  }

  /** An orderly stop without time to wait; what hangs still gets its answers, until it exits. */
  private void stop(SimProcess process) {
    long faults = store.faults;
    try {
      in(
          process,
          () -> {
            try {
              process.tracker().stop(Duration.ZERO);
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
            return true;
          });
    } finally {
      process.stoppedAt = numbers++;
      plan(
          Duration.ofMillis(random.nextInt(10_000)),
          () -> {
            if (process.alive) {
              kill(process);
            }
          });
      bootLater(5_000);
    }
    if (process.alive && faults == store.faults) {
      invariants.checkStopped(process);
    }
  }

  private void setClockBack() {
    clock.advance(Duration.ofSeconds(-10 - random.nextInt(7_200)));
    timers.planAll();
  }

  /** A call takes its time, and other things happen meanwhile, on other threads. */
  void takesUpTo(int millis) {
    advanceTo(now.plusMillis(random.nextInt(millis) + 1L));
    SimProcess process = current;
    if (nested > 1 || isCalm() || process == null) {
      return;
    }
    if (overlaps && nested == 0 && sleeps < MAX_SLEEPS && random.nextInt(40) == 0) {
      sleep(process);
    }
    for (int i = 0; i < 2 && !heap.isEmpty() && random.nextInt(3) == 0; i++) {
      if (heap.peek().at().isAfter(now)) {
        break;
      }
      Happening next = heap.poll();
      beside(() -> play(next));
    }
    if (!process.alive) {
      throw new SimCrash();
    }
  }

  /** Stopped by a signal in the middle of a call; another takes over; it wakes, and goes on. */
  private void sleep(SimProcess process) {
    sleeps++;
    process.paused = true;
    timers.release(process);
    bootLater(8_000);
    Instant end = now.plusSeconds(5 + random.nextInt(200));
    beside(() -> playUntil(end));
    process.paused = false;
    plan(
        Duration.ofMillis(random.nextInt(60_000)),
        () -> {
          if (process.isUp()) {
            stop(process);
          }
        });
  }

  /** Does this on a thread of its own, and waits for it. */
  private void beside(Runnable what) {
    List<Throwable> thrown = new ArrayList<>();
    SimProcess outer = current;
    nested++;
    Thread thread =
        Thread.ofVirtual()
            .unstarted(() -> {
              try {
                what.run();
              } catch (RuntimeException | Error e) {
                thrown.add(e);
              }
            });
    try {
      current = null;
      thread.start();
      if (!thread.join(Duration.ofSeconds(20))) {
        violations.add("a run waits for a lock");
        throw new IllegalStateException("a run waits for a lock");
      }
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      current = outer;
      nested--;
    }
    if (!thrown.isEmpty()) {
      violations.add("thrown: " + thrown.getFirst());
    }
  }

  /** By a clock that only goes forward. */
  Instant now() {
    return now;
  }

  boolean isCalm() {
    return !now.isBefore(start.plus(BUSY_TIME));
  }

  /** Calm for so long at that moment that the last crash is recovered from. */
  boolean isLongCalm(Instant moment) {
    return moment.isAfter(start.plus(BUSY_TIME).plusSeconds(330));
  }

  private boolean isSettled() {
    return anyProcess() != null && store.all().stream().allMatch(t -> t.due() == null);
  }

  void violated(String what, TaskId task) {
    violations.add(task + " " + what);
  }
}
