package io.github.reelay.tracking.simulation;

import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.QueueEntry;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A store whose process may die before a commit or right after it, that fails before it carries a
 * commit out, or after that, so that nobody learns of it, and in which another writer may come
 * first; it watches its ledger. Nothing else happens while it is asked.
 */
final class SimStore extends InMemoryTaskStore {
  final Map<TaskId, Map<Stage, Money>> entriesOf = new LinkedHashMap<>();

  /** When the state of a task became another, by the time that only goes forward. */
  final Map<TaskId, Instant> changedAt = new HashMap<>();

  /** How often anything failed here. */
  long faults;

  private Instant failedAt = Instant.MIN;

  private final Simulation simulation;
  private Instant fullUntil = Instant.EPOCH;
  private boolean isIll;

  SimStore(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public synchronized AcceptResult accept(Task task, AdmissionCheck admission) {
    simulation.processes.mayCrash();
    mustHaveSpace();
    mayFail(60);
    AcceptResult result = super.accept(task, admission);
    if (result instanceof AcceptResult.Accepted) {
      book(LedgerEntry.reserve(task));
      simulation.processes.mayCrash();
      mayFail(30);
    }
    return result;
  }

  @Override
  public synchronized boolean commit(TaskUpdate update) {
    mustHaveSpace();
    simulation.processes.mayCrash();
    mayFail(80);
    if (isUnlucky(40)) {
      super.find(update.task().id())
          .ifPresent(task -> put(task.nextVersion(task.state(), task.due())));
    }
    Optional<Task> before = row(update.task().id());
    if (!super.commit(update)) {
      return false;
    }
    if (before.isPresent()) {
      noteChange(before.get().state(), update.task());
    }
    update.entries().forEach(this::book);
    simulation.processes.mayCrash();
    boolean isAnswer =
        before.isPresent()
            && before.get().state() instanceof TaskState.Submitting
            && simulation.scenario == SimScenario.FAILOVER;
    mayFail(
        isAnswer ? 3 : simulation.scenario.onceIn(SimScenario.PAIR, 10, 40),
        simulation.calls::mayDoze);
    return true;
  }

  private void noteChange(TaskState before, Task after) {
    TaskState state = after.state();
    boolean isAnother = !before.getClass().equals(state.getClass());
    // It is another word, too, when the last repeat of a lost POST is over.
    if (isAnother || !SimInvariants.lastWords(before).equals(SimInvariants.lastWords(state))) {
      changedAt.put(after.id(), simulation.time.now());
    }
    if (isAnother) {
      simulation.invariants.expectLastWord(after);
    }
  }

  // Who waits for a turn must not hold the store meanwhile.
  @SuppressWarnings("UnsynchronizedOverridesSynchronized")
  @Override
  public Optional<Task> find(TaskId id) {
    simulation.threads.awaitTurn();
    mayFail(simulation.scenario.onceIn(SimScenario.CLOCK, 80, 600));
    return super.find(id);
  }

  @Override
  public synchronized List<TaskId> dueBefore(Instant moment, int limit) {
    // Asked for all there are when the clock was set back.
    boolean all = moment.isAfter(simulation.time.clock.instant().plus(Duration.ofDays(1)));
    mayFail(all && simulation.scenario == SimScenario.CLOCK ? 3 : 300);
    return super.dueBefore(moment, limit);
  }

  @Override
  public List<Task> inStates(Set<Class<? extends TaskState>> states, int limit) {
    mayFail(50);
    return super.inStates(states, limit);
  }

  @Override
  public synchronized List<QueueEntry> queueEntries() {
    mayFail(100);
    return super.queueEntries();
  }

  @Override
  public boolean isShared() {
    return simulation.overlaps;
  }

  /** The line itself, without a fault. */
  List<QueueEntry> line() {
    return super.queueEntries();
  }

  /** The row itself, without a fault. */
  Optional<Task> row(TaskId id) {
    return super.find(id);
  }

  /** Whether nothing failed here since. */
  boolean isWellSince(Instant moment) {
    return failedAt.isBefore(moment);
  }

  boolean isAnythingDue() {
    for (TaskId id : entriesOf.keySet()) {
      if (super.find(id).map(Task::due).isPresent()) {
        return true;
      }
    }
    return false;
  }

  /** It cannot be written to now. */
  boolean isFull() {
    return simulation.time.now().isBefore(fullUntil) && !simulation.time.isCalm();
  }

  /** Whoever could not write may not have tried again yet. */
  boolean wasFullLately() {
    return simulation.time.now().isBefore(fullUntil.plusSeconds(10));
  }

  void fill() {
    fullUntil = simulation.time.now().plusSeconds(20 + simulation.random.nextInt(400));
  }

  private void mustHaveSpace() {
    if (simulation.processes.isInProgram() && isFull()) {
      faults++;
      throw new SimFault("the disk is full");
    }
  }

  /** Trouble seldom comes alone. */
  private void mayFail(int onceIn) {
    mayFail(onceIn, () -> {});
  }

  private void mayFail(int onceIn, Runnable before) {
    if (isUnlucky(isIll ? 4 : onceIn)) {
      isIll = true;
      faults++;
      failedAt = simulation.time.now();
      before.run();
      throw new SimFault("the database went away");
    }
    isIll = false;
  }

  private boolean isUnlucky(int onceIn) {
    return simulation.processes.isInProgram()
        && simulation.scenario != SimScenario.CROWD
        && !simulation.time.isCalm()
        && simulation.random.nextInt(onceIn) == 0;
  }

  /** As a group that became a supergroup: its open messages are out of reach. */
  @Override
  public synchronized void moveChat(ChatRef from, ChatRef to) {
    for (Task task : all()) {
      if (task.address().chat().equals(from)
          && (!(task.state() instanceof TaskState.Ended) || task.due() != null)) {
        TaskState state =
            task.state() instanceof TaskState.Delivering d ? d.restarted() : task.state();
        put(
            task.nextVersion(state, task.due() == null ? task.state().since() : task.due())
                .withAddress(task.address().withChat(to))
                .withStatus(StatusMessage.NONE));
      }
    }
  }

  private void book(LedgerEntry entry) {
    Map<Stage, Money> entries =
        entriesOf.computeIfAbsent(entry.task(), _ -> new EnumMap<>(Stage.class));
    if (entries.put(entry.stage(), entry.delta()) != null) {
      simulation.violated("booked twice: " + entry.stage(), entry.task());
    }
    if (entries.containsKey(Stage.SETTLE) && entries.containsKey(Stage.RELEASE)) {
      simulation.violated("settled and released", entry.task());
    }
    if (held().isMoreThan(simulation.cap)) {
      simulation.violated("the ledger is over its limit: " + held(), entry.task());
    }
    for (TaskId task : entriesOf.keySet()) {
      Money charged = simulation.provider.charged(task);
      if (charged.isMoreThan(held(task)) && !simulation.people.wronged.contains(task)) {
        simulation.violated(
            "the relays have charged " + charged + ", the ledger says " + held(task), task);
      }
    }
  }

  Money held(TaskId task) {
    Map<Stage, Money> entries = entriesOf.get(task);
    Money held = Money.ZERO;
    if (entries != null) {
      for (Money entry : entries.values()) {
        held = held.plus(entry);
      }
    }
    return held;
  }

  Money held() {
    Money held = Money.ZERO;
    for (TaskId task : entriesOf.keySet()) {
      held = held.plus(held(task));
    }
    return held;
  }

  /** Whatever the day: what all tasks hold together. */
  @Override
  public SpendTotals totals(PersonRef person, ChatRef chat, BudgetWindows windows) {
    Money held = held();
    return new SpendTotals(Money.ZERO, Money.ZERO, held, held, 0, null);
  }
}
