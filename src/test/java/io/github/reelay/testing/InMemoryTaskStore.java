package io.github.reelay.testing;

import io.github.reelay.policy.Scope;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Money;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/** Tasks in memory, and a desk that does to them what the tracker would, without a provider. */
public final class InMemoryTaskStore implements TaskStore, TaskService, SpendReports {
  private final Map<TaskId, Task> tasks = new LinkedHashMap<>();
  public final List<Scope> scopesAsked = new ArrayList<>();

  public synchronized void put(Task task) {
    tasks.put(task.id(), task);
  }

  @Override
  public synchronized AcceptResult accept(Task task, AdmissionCheck admission) {
    Optional<Task> known =
        tasks.values().stream().filter(t -> t.origin().equals(task.origin())).findFirst();
    if (known.isPresent()) {
      return new AcceptResult.AlreadyAccepted(known.get());
    }
    Optional<LimitRefusal> refusal =
        admission
            .check()
            .findRefusal(
                totals(task.requester().person(), task.address().chat(), admission.windows()));
    if (refusal.isPresent()) {
      return new AcceptResult.Refused(refusal.get());
    }
    put(task);
    return new AcceptResult.Accepted(task);
  }

  @Override
  public synchronized boolean cancel(TaskId id) {
    Task task = tasks.get(id);
    if (task != null && task.state() instanceof TaskState.Queued) {
      put(task.nextVersion(new TaskState.Cancelled(task.acceptedAt()), null));
      return true;
    }
    if (task != null && task.state() instanceof TaskState.Running && !task.withheld()) {
      put(task.withResultWithheld());
      return true;
    }
    return false;
  }

  @Override
  public synchronized boolean fetch(TaskId id, Destination destination) {
    Task task = tasks.get(id);
    if (task != null && task.state() instanceof TaskState.Undeliverable undeliverable) {
      put(
          task.withAddress(destination)
              .nextVersion(
                  new TaskState.Ready(
                      undeliverable.since(),
                      undeliverable.video(),
                      undeliverable.doubt(),
                      undeliverable.since()),
                  null));
      return true;
    }
    if (task != null && task.state() instanceof TaskState.Running && task.withheld()) {
      put(task.withResultReleased());
      return true;
    }
    return false;
  }

  @Override
  public synchronized boolean settle(TaskId id, boolean charged) {
    Task task = tasks.get(id);
    if (task != null && task.state() instanceof TaskState.Unconfirmed unconfirmed) {
      put(task.nextVersion(new TaskState.Closed(unconfirmed.since(), charged), null));
      return true;
    }
    return false;
  }

  @Override
  public boolean retryDelivery(TaskId id) {
    return find(id).map(task -> fetch(id, task.address())).orElse(false);
  }

  @Override
  public synchronized boolean delete(TaskId id) {
    Task task = tasks.get(id);
    if (task != null && task.state() instanceof TaskState.Delivered delivered) {
      put(task.nextVersion(new TaskState.Deleted(delivered.since()), null));
      return true;
    }
    return false;
  }

  @Override
  public boolean commit(TaskUpdate update) {
    throw new UnsupportedOperationException("people do not commit");
  }

  @Override
  public synchronized Optional<Task> find(TaskId id) {
    return Optional.ofNullable(tasks.get(id));
  }

  @Override
  public Optional<Task> findByMessage(MessageRef message) {
    return newest(task ->
            message.equals(task.status().message())
                || (task.state() instanceof TaskState.Delivered delivered
                    && delivered.message().equals(message)))
        .findFirst();
  }

  @Override
  public Optional<Task> newestDelivered(PersonRef person, ChatRef chat) {
    return newest(task ->
            task.state() instanceof TaskState.Delivered
                && task.requester().person().equals(person)
                && task.address().chat().equals(chat))
        .findFirst();
  }

  @Override
  public List<Task> ofPerson(PersonRef person, int limit) {
    return newest(task -> task.requester().person().equals(person)).limit(limit).toList();
  }

  private synchronized Stream<Task> newest(Predicate<Task> wanted) {
    return new ArrayList<>(tasks.values()).reversed().stream().filter(wanted);
  }

  @Override
  public List<TaskId> dueBefore(Instant moment, int limit) {
    return List.of();
  }

  @Override
  public List<Task> inStates(Set<Class<? extends TaskState>> states, int limit) {
    return newest(task -> states.stream().anyMatch(s -> s.isInstance(task.state())))
        .limit(limit)
        .toList()
        .reversed();
  }

  @Override
  public List<QueueEntry> queueEntries() {
    return List.of();
  }

  @Override
  public void moveChat(ChatRef from, ChatRef to) {}

  @Override
  public synchronized SpendTotals totals(PersonRef person, ChatRef chat, BudgetWindows windows) {
    List<Task> ofPerson = ofPerson(person, Integer.MAX_VALUE);
    return new SpendTotals(
        sum(t -> t.requester().person().equals(person), windows.dayStart()),
        sum(t -> t.address().chat().equals(chat), windows.dayStart()),
        sum(_ -> true, windows.dayStart()),
        sum(_ -> true, windows.monthStart()),
        (int) ofPerson.stream().filter(t -> !t.acceptedAt().isBefore(windows.dayStart())).count(),
        ofPerson.stream().map(Task::acceptedAt).max(Comparator.naturalOrder()).orElse(null));
  }

  private Money sum(Predicate<Task> wanted, Instant from) {
    return newest(wanted)
        .filter(t -> !t.acceptedAt().isBefore(from))
        .filter(t ->
            !(t.state() instanceof TaskState.Failed) && !(t.state() instanceof TaskState.Cancelled))
        .map(Task::reserved)
        .reduce(Money.ZERO, Money::plus);
  }

  @Override
  public List<ReportLine> report(Instant from, Instant to, GroupBy by, Scope scope) {
    scopesAsked.add(scope);
    return List.of(new ReportLine("sora-2", sum(_ -> true, from), tasks.size()));
  }

  @Override
  public TaskLoad taskLoad(Scope scope) {
    return new TaskLoad(0, 0);
  }
}
