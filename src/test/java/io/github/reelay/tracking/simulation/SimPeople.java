package io.github.reelay.tracking.simulation;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.Tracker;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** People of a world, who ask, cancel, fetch and delete, and operators who rule, rightly or not. */
final class SimPeople {
  private static final int WISH_MILLIS = 700_000;

  /** Tasks of which an operator has said that they cost nothing, while a relay charges them. */
  final Set<TaskId> wronged = new HashSet<>();

  /** Tasks that a person was told are cancelled, and that nobody has asked for since. */
  final Set<TaskId> cancelled = new HashSet<>();

  /** Tasks that an operator has ruled on, though it may not have been learnt. */
  final Set<TaskId> ruled = new HashSet<>();

  /** What an operator has ruled. */
  final Map<TaskId, Boolean> rulings = new HashMap<>();

  final Set<TaskId> deleted = new HashSet<>();

  private final Simulation simulation;
  private final Random random;
  private ChatRef room = new ChatRef("sim", "room");
  private int twins;

  SimPeople(Simulation simulation) {
    this.simulation = simulation;
    this.random = simulation.random;
  }

  void begin() {
    boolean crowd = simulation.scenario == SimScenario.CROWD;
    int people = crowd ? 8 + random.nextInt(5) : 2 + random.nextInt(5);
    for (int i = 0; i < people; i++) {
      int number = i;
      // Most ask in the thick of it, one perhaps when all is well again.
      later(i == 0 ? 960_000 : 240_000, tracker -> ask(tracker, number));
    }
    if (random.nextInt(8) == 0) {
      later(WISH_MILLIS, _ -> moveRoom());
    }
    if (random.nextInt(4) == 0) {
      PersonRef person = new PersonRef("sim", "p" + random.nextInt(3));
      later(WISH_MILLIS, _ -> simulation.forgetting.begin(person));
    }
  }

  /** In a process that takes work, whenever there is one. */
  void later(int millis, Consumer<Tracker> what) {
    simulation.time.plan(Duration.ofMillis(random.nextInt(millis)), () -> now(what));
  }

  private void now(Consumer<Tracker> what) {
    SimProcess process = simulation.processes.anyUp();
    if (process == null) {
      later(6_000, what);
      return;
    }
    simulation.processes.in(
        process,
        () -> {
          what.accept(process.tracker());
          return true;
        });
  }

  private void moveRoom() {
    ChatRef old = room;
    room = new ChatRef("sim", "great-room");
    simulation.store.moveChat(old, room);
  }

  private void ask(Tracker tracker, int number) {
    ask(tracker, number, TaskExamples.generate("wish " + number));
  }

  void ask(Tracker tracker, int number, VideoRequest request) {
    Task task =
        Task.accepted(
            TaskId.of(simulation.time.clock.millis(), number),
            "sim:" + number,
            new Requester(new PersonRef("sim", "p" + number % 3), "P", Locale.ENGLISH),
            Destination.of(room),
            request,
            simulation.provider.cheapest(),
            simulation.time.clock.instant());
    // The platform may deliver the same event twice, and again after a crash before it was
    // confirmed.
    later(20_000, again -> accept(again, twin(task)));
    accept(tracker, task);
  }

  private Task twin(Task task) {
    return Task.accepted(
        TaskId.of(simulation.time.clock.millis(), 3_000 + twins++),
        task.origin(),
        task.requester(),
        Destination.of(room),
        task.request(),
        task.offer(),
        simulation.time.clock.instant());
  }

  private void accept(Tracker tracker, Task task) {
    AdmissionCheck admission =
        new AdmissionCheck(
            BudgetWindows.at(simulation.time.clock.instant(), ZoneOffset.UTC),
            totals ->
                totals.allToday().plus(task.reserved()).isMoreThan(simulation.cap)
                    ? Optional.of(
                        new LimitRefusal(
                            LimitRefusal.Limit.SPEND_PER_DAY_TOTAL,
                            simulation.cap.toString(),
                            null))
                    : Optional.empty());
    if (tracker.accept(task, admission) instanceof AcceptResult.Accepted(Task accepted)) {
      haveWishes(accepted.id());
    }
  }

  /** Where the room has moved, nobody can say anything in the old one. */
  private void haveWishes(TaskId id) {
    if (random.nextInt(4) == 0) {
      later(random.nextBoolean() ? 200_000 : WISH_MILLIS, tracker -> cancel(tracker, id));
    }
    int fetches = simulation.scenario == SimScenario.DOUBT ? 6 : random.nextInt(4);
    for (int i = fetches; i > 0; i--) {
      later(
          WISH_MILLIS,
          tracker -> {
            if (!simulation.films.isHidden(id)) {
              fetch(id, t -> t.fetch(id, Destination.of(room)), tracker);
            }
          });
    }
    if (random.nextInt(8) == 0) {
      later(WISH_MILLIS, tracker -> retry(tracker, id));
    }
    if (random.nextInt(3) == 0) {
      later(WISH_MILLIS, tracker -> rule(tracker, id));
    }
    if (random.nextInt(10) == 0) {
      later(900_000, tracker -> delete(tracker, id));
    }
    simulation.films.haveWishes(id);
  }

  private void cancel(Tracker tracker, TaskId id) {
    if (tracker.cancel(id, random.nextInt(4) == 0)) {
      cancelled.add(id);
    }
  }

  /** An operator wants it to be posted. */
  void retry(Tracker tracker, TaskId id) {
    simulation.films.shownAgain(id);
    fetch(id, t -> t.retryDelivery(id), tracker);
  }

  /** Whatever comes of it, from here on it may be posted. */
  private void fetch(TaskId id, Predicate<Tracker> wish, Tracker tracker) {
    boolean wasCancelled = cancelled.remove(id);
    simulation.forgetting.askedAgain(id);
    long faults = simulation.store.faults;
    if (!wish.test(tracker) && wasCancelled && faults == simulation.store.faults) {
      cancelled.add(id);
    }
  }

  private void rule(Tracker tracker, TaskId id) {
    boolean truth = simulation.provider.charges(id);
    boolean charged = random.nextInt(4) == 0 ? !truth : truth;
    boolean open = simulation.store.row(id).orElseThrow().state() instanceof TaskState.Unconfirmed;
    if (open && truth && !charged) {
      wronged.add(id);
    }
    if (open) {
      ruled.add(id);
    }
    if (tracker.settle(id, charged)) {
      rulings.put(id, charged);
      if (!simulation.store.entriesOf.get(id).containsKey(charged ? Stage.SETTLE : Stage.RELEASE)) {
        simulation.violated("the ledger does not say what the operator ruled", id);
      }
    }
  }

  private void delete(Tracker tracker, TaskId id) {
    if (tracker.delete(id)) {
      deleted.add(id);
    }
  }
}
