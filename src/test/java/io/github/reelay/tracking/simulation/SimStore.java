package io.github.reelay.tracking.simulation;

import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.TaskStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps what was committed, and nothing else; the process may die before a commit or right after
 * it.
 */
final class SimStore implements TaskStore {
  final Map<TaskId, Task> tasks = new LinkedHashMap<>();
  final Map<TaskId, Map<Stage, Money>> ledger = new LinkedHashMap<>();

  private final Simulation simulation;

  SimStore(Simulation simulation) {
    this.simulation = simulation;
  }

  @Override
  public AcceptResult accept(Task task, AdmissionCheck admission) {
    simulation.mayCrash();
    Task known =
        tasks.values().stream()
            .filter(t -> t.origin().equals(task.origin()))
            .findFirst()
            .orElse(null);
    if (known != null) {
      return new AcceptResult.AlreadyAccepted(known);
    }
    SpendTotals totals = new SpendTotals(Money.ZERO, Money.ZERO, held(), held(), 0, null);
    Optional<LimitRefusal> refusal = admission.check().findRefusal(totals);
    if (refusal.isPresent()) {
      return new AcceptResult.Refused(refusal.get());
    }
    tasks.put(task.id(), task);
    book(LedgerEntry.reserve(task));
    simulation.mayCrash();
    return new AcceptResult.Accepted(task);
  }

  @Override
  public boolean commit(TaskUpdate update) {
    simulation.mayCrash();
    Task stored = tasks.get(update.task().id());
    if (stored == null || stored.version() != update.basis()) {
      return false;
    }
    tasks.put(stored.id(), update.task());
    update.entries().forEach(this::book);
    simulation.mayCrash();
    return true;
  }

  private void book(LedgerEntry entry) {
    Map<Stage, Money> entries =
        ledger.computeIfAbsent(entry.task(), _ -> new EnumMap<>(Stage.class));
    if (entries.put(entry.stage(), entry.delta()) != null) {
      simulation.violated("booked twice: " + entry.stage(), entry.task());
    }
    if (entries.containsKey(Stage.SETTLE) && entries.containsKey(Stage.RELEASE)) {
      simulation.violated("settled and released", entry.task());
    }
    if (held().isMoreThan(Simulation.CAP)) {
      simulation.violated("the ledger is over its limit: " + held(), entry.task());
    }
  }

  Money held() {
    return ledger.values().stream()
        .flatMap(e -> e.values().stream())
        .reduce(Money.ZERO, Money::plus);
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return Optional.ofNullable(tasks.get(id));
  }

  @Override
  public Optional<Task> findByMessage(MessageRef message) {
    return Optional.empty();
  }

  @Override
  public Optional<Task> newestDelivered(PersonRef person, ChatRef chat) {
    return Optional.empty();
  }

  @Override
  public List<Task> ofPerson(PersonRef person, int limit) {
    return List.of();
  }

  @Override
  public List<TaskId> dueBefore(Instant moment, int limit) {
    return tasks.values().stream()
        .filter(t -> t.due() != null && t.due().isBefore(moment))
        .map(Task::id)
        .toList();
  }

  @Override
  public List<Task> inStates(Set<Class<? extends TaskState>> states, int limit) {
    return tasks.values().stream()
        .filter(t -> states.stream().anyMatch(s -> s.isInstance(t.state())))
        .toList();
  }

  @Override
  public List<QueueEntry> queueEntries() {
    List<QueueEntry> entries = new ArrayList<>();
    for (Task t : tasks.values()) {
      boolean queued = t.state() instanceof TaskState.Queued;
      boolean working =
          t.state() instanceof TaskState.Submitting || t.state() instanceof TaskState.Running;
      if (queued || working) {
        Instant notBefore =
            t.state() instanceof TaskState.Queued q && q.notBefore() != null
                ? q.notBefore()
                : Instant.EPOCH;
        entries.add(
            new QueueEntry(
                t.id(),
                t.requester().person(),
                t.address().chat(),
                t.offer().provider(),
                working,
                t.status().exists(),
                notBefore));
      }
    }
    return entries;
  }

  @Override
  public void moveChat(ChatRef from, ChatRef to) {}
}
