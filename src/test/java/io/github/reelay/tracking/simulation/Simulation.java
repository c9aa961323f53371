package io.github.reelay.tracking.simulation;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.Tracker;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.PriorityQueue;
import java.util.Random;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A whole world in one thread, decided by a seed: the real tracker over a store that keeps only
 * what was committed, providers and a chat that answer late, twice, wrongly or never, people who
 * cancel and fetch at the worst moment, and a process that is killed anywhere.
 *
 * <p>Time is virtual; what is to happen lies in one heap. {@link #run} replays a seed exactly.
 */
public final class Simulation {
  /** What all tasks of a world may cost together. */
  static final Money CAP = Money.of("4.00");

  private static final Duration BUSY_TIME = Duration.ofMinutes(12);

  /** A file is tried for a day after it was done, and a lost task asked about for two. */
  private static final Duration CALM_TIME = Duration.ofHours(80);

  final SettableClock clock = new SettableClock();
  final Random random;

  /** Whether this world's chat allows few edits of a message. */
  final boolean fewEdits;

  final List<String> violations = new ArrayList<>();
  final SimStore store = new SimStore(this);
  final SimProvider provider = new SimProvider(this);
  final SimChat chat = new SimChat(this);
  final SimMedia media = new SimMedia(this);
  final Instant start = clock.instant();

  private final PriorityQueue<Happening> heap =
      new PriorityQueue<>(Comparator.comparing(Happening::at).thenComparingLong(Happening::number));
  private final Set<TaskId> running = new HashSet<>();
  private long numbers;
  private int life;
  private int crashes;
  private int nested;
  private @Nullable Tracker tracker;

  /** Something that is to happen; with a life it dies with the process of that life. */
  private record Happening(
      Instant at, long number, int life, @Nullable TaskId task, Runnable what) {}

  public Simulation(long seed) {
    this.random = new Random(seed);
    this.fewEdits = random.nextBoolean();
  }

  /** Runs the world of a seed to its end; what it violates. */
  static List<String> run(long seed) {
    Simulation simulation = new Simulation(seed);
    simulation.live();
    return simulation.violations;
  }

  private void live() {
    boot();
    int people = 2 + random.nextInt(5);
    for (int i = 0; i < people; i++) {
      int number = i;
      // Most ask in the thick of it, one perhaps when all is well again.
      plan(Duration.ofMillis(random.nextInt(i == 0 ? 960_000 : 240_000)), () -> ask(number));
    }
    Instant busyEnd = start.plus(BUSY_TIME);
    playUntil(busyEnd);
    provider.calm();
    Instant end = busyEnd.plus(CALM_TIME);
    while (clock.instant().isBefore(end) && !isSettled()) {
      playUntil(clock.instant().plusSeconds(60));
    }
    new SimInvariants(this).check();
  }

  private void playUntil(Instant end) {
    while (!heap.isEmpty() && heap.peek().at().isBefore(end)) {
      play(heap.poll());
    }
    clock.advanceTo(end);
  }

  private void play(Happening next) {
    clock.advanceTo(next.at());
    if (next.life() != 0 && next.life() != life) {
      return;
    }
    try {
      next.what().run();
    } catch (SimCrash dead) {
      tracker = null;
      running.clear();
      life++;
      plan(Duration.ofMillis(random.nextInt(20_000)), this::boot);
    }
  }

  private void boot() {
    life++;
    tracker =
        new Tracker(
            new Tracker.Dependencies(
                store,
                this::alarm,
                (wait, work) -> inThisLife(wait, null, work),
                provider,
                media,
                Map.of("sim", chat),
                new ConcurrencyLimits(_ -> 3, _ -> 30, (_, _) -> 2, _ -> 10),
                TaskStateExamples.CONFIG,
                clock,
                "life-" + life,
                TrackerListener.NONE));
    tracker.recover();
    sweepForEver();
  }

  private void sweepForEver() {
    inThisLife(
        clock.instant().isBefore(start.plus(BUSY_TIME.multipliedBy(10)))
            ? Duration.ofSeconds(5)
            : Duration.ofMinutes(5),
        null,
        () -> {
          tracker().sweep();
          sweepForEver();
        });
  }

  private void alarm(TaskId id, Instant moment) {
    Duration wait = Duration.between(clock.instant(), moment);
    inThisLife(wait.isNegative() ? Duration.ZERO : wait, id, () -> due(id));
  }

  /** One execution of a task at a time, as the scheduler promises. */
  private void due(TaskId id) {
    if (!running.add(id)) {
      alarm(id, clock.instant().plusMillis(50));
      return;
    }
    try {
      tracker().run(id).ifPresent(next -> alarm(id, next));
    } finally {
      running.remove(id);
    }
  }

  private void inThisLife(Duration wait, @Nullable TaskId task, Runnable what) {
    heap.add(new Happening(clock.instant().plus(wait), numbers++, life, task, what));
  }

  private void plan(Duration wait, Runnable what) {
    heap.add(new Happening(clock.instant().plus(wait), numbers++, 0, null, what));
  }

  /** The process may die here. */
  void mayCrash() {
    if (crashes < 6 && !isCalm() && random.nextInt(60) == 0) {
      crashes++;
      throw new SimCrash();
    }
  }

  /** A call takes its time, and other things happen meanwhile, on "other threads". */
  void takesUpTo(int millis) {
    clock.advance(Duration.ofMillis(random.nextInt(millis) + 1L));
    if (nested > 1 || isCalm()) {
      return;
    }
    nested++;
    try {
      for (int i = 0; i < 2 && !heap.isEmpty() && random.nextInt(3) == 0; i++) {
        Happening next = heap.peek();
        if (next.at().isAfter(clock.instant()) || (next.life() == 0 && tracker == null)) {
          return;
        }
        heap.poll();
        if (next.life() == 0 || next.life() == life) {
          next.what().run();
        }
      }
    } finally {
      nested--;
    }
  }

  boolean isCalm() {
    return !clock.instant().isBefore(start.plus(BUSY_TIME));
  }

  /** Calm for so long at that moment that the last crash is recovered from. */
  boolean isLongCalm(Instant moment) {
    return moment.isAfter(start.plus(BUSY_TIME).plusSeconds(60));
  }

  private boolean isSettled() {
    return tracker != null && store.all().stream().allMatch(t -> t.due() == null);
  }

  private Tracker tracker() {
    if (tracker == null) {
      throw new SimCrash();
    }
    return tracker;
  }

  private void ask(int number) {
    if (tracker == null) {
      plan(Duration.ofSeconds(3), () -> ask(number));
      return;
    }
    String origin = "sim:" + number;
    PersonRef person = new PersonRef("sim", "p" + number % 3);
    Task task =
        Task.accepted(
            TaskId.of(clock.millis(), number),
            origin,
            new Requester(person, "P", Locale.ENGLISH),
            Destination.of(new ChatRef("sim", "room")),
            TaskExamples.generate("wish " + number),
            provider.cheapest(),
            clock.instant());
    AdmissionCheck admission =
        new AdmissionCheck(
            BudgetWindows.at(clock.instant(), ZoneOffset.UTC),
            totals -> {
              boolean over = totals.allToday().plus(task.reserved()).isMoreThan(CAP);
              return over
                  ? Optional.of(
                      new LimitRefusal(
                          LimitRefusal.Limit.SPEND_PER_DAY_TOTAL, CAP.toString(), null))
                  : Optional.empty();
            });
    // The platform may deliver the same event twice, and again after a crash before it was
    // confirmed.
    plan(Duration.ofSeconds(1 + random.nextInt(20)), () -> askAgain(task, admission));
    accept(task, admission);
  }

  private void askAgain(Task task, AdmissionCheck admission) {
    if (tracker != null) {
      Task twin =
          Task.accepted(
              TaskId.of(clock.millis(), 4_000 + numbers),
              task.origin(),
              task.requester(),
              task.address(),
              task.request(),
              task.offer(),
              clock.instant());
      accept(twin, admission);
    } else {
      plan(Duration.ofSeconds(5), () -> askAgain(task, admission));
    }
  }

  private void accept(Task task, AdmissionCheck admission) {
    if (tracker().accept(task, admission) instanceof AcceptResult.Accepted(Task accepted)) {
      TaskId id = accepted.id();
      if (random.nextInt(4) == 0) {
        plan(
            Duration.ofMillis(random.nextInt(200_000)),
            () -> wish(() -> tracker().cancel(id, false)));
      }
      for (int i = random.nextInt(4); i > 0; i--) {
        plan(
            Duration.ofMillis(random.nextInt(700_000)),
            () -> wish(() -> tracker().fetch(id, accepted.address())));
      }
      if (random.nextInt(3) == 0) {
        plan(
            Duration.ofMillis(random.nextInt(700_000)),
            () -> wish(() -> tracker().settle(id, provider.charges(id))));
      }
    }
  }

  private void wish(Runnable what) {
    if (tracker != null) {
      what.run();
    }
  }

  void violated(String what, TaskId task) {
    violations.add(task + " " + what);
  }
}
