package io.github.reelay.testing;

import io.github.reelay.policy.Scope;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.task.BudgetWindows;
import io.github.reelay.task.LedgerEntry;
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
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * A task store in memory, with its ledger and reports on what is in it. Keeps what was committed,
 * in the order of acceptance; its disk can be made to fail. Thread-safe.
 */
public class InMemoryTaskStore implements TaskStore, SpendReports {
  public final List<LedgerEntry> ledger = new CopyOnWriteArrayList<>();

  /** The scopes that reports were asked for. */
  public final List<Scope> scopesAsked = new CopyOnWriteArrayList<>();

  /** Chats that got another id, each with its new one. */
  public final List<List<ChatRef>> movedChats = new CopyOnWriteArrayList<>();

  /** While true, commits fail. */
  public volatile boolean broken;

  /** Of these it is not learnt that they were committed. */
  public volatile Predicate<TaskUpdate> acknowledgementLost = _ -> false;

  /** While true, it is not learnt that a task was accepted. */
  public volatile boolean acceptAcknowledgementLost;

  /** Whether others seem to commit here too. */
  public volatile boolean shared;

  private final Map<TaskId, Task> tasks = new LinkedHashMap<>();

  /** A task is found by its posted video whatever became of that. */
  private final Map<MessageRef, TaskId> posted = new HashMap<>();

  /** Sets a task as it is to be found, whatever version is stored. */
  public final synchronized Task put(Task task) {
    tasks.put(task.id(), task);
    if (task.state() instanceof TaskState.Delivered delivered) {
      posted.put(delivered.message(), task.id());
    }
    return task;
  }

  public final Task get(TaskId id) {
    return find(id).orElseThrow();
  }

  /** All tasks, in the order of acceptance. */
  public final synchronized List<Task> all() {
    return List.copyOf(tasks.values());
  }

  @Override
  public synchronized AcceptResult accept(Task task, AdmissionCheck admission) {
    Optional<Task> known = findByOrigin(task.origin());
    if (known.isPresent()) {
      return new AcceptResult.AlreadyAccepted(known.get());
    }
    SpendTotals totals =
        totals(task.requester().person(), task.address().chat(), admission.windows());
    Optional<LimitRefusal> refusal = admission.check().findRefusal(totals);
    if (refusal.isPresent()) {
      return new AcceptResult.Refused(refusal.get());
    }
    put(task);
    ledger.add(LedgerEntry.reserve(task));
    if (acceptAcknowledgementLost) {
      throw new IllegalStateException("the connection broke after the commit");
    }
    return new AcceptResult.Accepted(task);
  }

  @Override
  public synchronized boolean commit(TaskUpdate update) {
    if (broken) {
      throw new IllegalStateException("disk full");
    }
    Task stored = tasks.get(update.task().id());
    if (stored == null || stored.version() != update.basis()) {
      return false;
    }
    put(update.task());
    ledger.addAll(update.entries());
    if (acknowledgementLost.test(update)) {
      throw new IllegalStateException("the connection broke after the commit");
    }
    return true;
  }

  @Override
  public synchronized Optional<Task> find(TaskId id) {
    return Optional.ofNullable(tasks.get(id));
  }

  @Override
  public final synchronized Optional<Task> findByOrigin(String origin) {
    for (Task task : tasks.values()) {
      if (task.origin().equals(origin)) {
        return Optional.of(task);
      }
    }
    return Optional.empty();
  }

  @Override
  public synchronized Optional<Task> findByMessage(MessageRef message) {
    return newest(task ->
            message.equals(task.status().message()) || task.id().equals(posted.get(message)))
        .findFirst();
  }

  @Override
  public synchronized Optional<Task> findByRemoteId(String provider, String remoteId) {
    return newest(
            task -> task.offer().provider().equals(provider) && remoteId.equals(task.remoteId()))
        .findFirst();
  }

  @Override
  public synchronized void addMessage(TaskId task, MessageRef message) {
    posted.put(message, task);
  }

  @Override
  public synchronized List<MessageRef> messages(TaskId task) {
    return posted.keySet().stream().filter(message -> task.equals(posted.get(message))).toList();
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
  public List<Task> continuations(TaskId id) {
    return oldest(task -> id.equals(task.continued())).toList();
  }

  @Override
  public List<Task> madeFrom(TaskId source, int limit) {
    return newest(task -> source.equals(task.request().source())).limit(limit).toList();
  }

  @Override
  public List<Task> ofPerson(PersonRef person, int limit) {
    return newest(task -> task.requester().person().equals(person)).limit(limit).toList();
  }

  @Override
  public synchronized List<TaskId> dueBefore(Instant moment, int limit) {
    // Without a copy or a stream: the simulation asks this every few seconds.
    List<TaskId> due = new ArrayList<>();
    for (Task task : tasks.values()) {
      if (due.size() < limit && task.due() != null && task.due().isBefore(moment)) {
        due.add(task.id());
      }
    }
    return due;
  }

  @Override
  public List<Task> inStates(Set<Class<? extends TaskState>> states, int limit) {
    List<Task> found = new ArrayList<>();
    for (Task task : all()) {
      for (Class<? extends TaskState> state : states) {
        if (found.size() < limit && state.isInstance(task.state())) {
          found.add(task);
          break;
        }
      }
    }
    return found;
  }

  @Override
  public boolean isShared() {
    return shared;
  }

  @Override
  public synchronized List<QueueEntry> queueEntries() {
    List<QueueEntry> entries = new ArrayList<>();
    for (Task task : tasks.values()) {
      QueueEntry entry = QueueEntry.of(task);
      if (entry != null) {
        entries.add(entry);
      }
    }
    return entries;
  }

  @Override
  public void moveChat(ChatRef from, ChatRef to) {
    movedChats.add(List.of(from, to));
  }

  @Override
  public SpendTotals totals(PersonRef person, ChatRef chat, BudgetWindows windows) {
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
    return oldest(wanted)
        .filter(t -> !t.acceptedAt().isBefore(from))
        .filter(t ->
            !(t.state() instanceof TaskState.Failed) && !(t.state() instanceof TaskState.Cancelled))
        .map(Task::reserved)
        .reduce(Money.ZERO, Money::plus);
  }

  @Override
  public List<ReportLine> report(Instant from, Instant to, GroupBy by, Scope scope) {
    scopesAsked.add(scope);
    String key =
        by == GroupBy.PERSON && !all().isEmpty()
            ? all().getFirst().requester().person().toString()
            : "sora-2";
    Money spent = sum(_ -> true, from);
    return List.of(
        new ReportLine(
            key,
            spent,
            all().size(),
            Money.ZERO,
            spent,
            sum(task -> task.offer().isPretend(), from)));
  }

  private Stream<Task> oldest(Predicate<Task> wanted) {
    return all().stream().filter(wanted);
  }

  private Stream<Task> newest(Predicate<Task> wanted) {
    return all().reversed().stream().filter(wanted);
  }
}
