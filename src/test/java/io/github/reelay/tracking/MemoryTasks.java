package io.github.reelay.tracking;

import io.github.reelay.task.LedgerEntry;
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
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;

/** Tasks in memory, for many threads; its disk can be made to fail. */
public final class MemoryTasks implements TaskStore {
  final List<LedgerEntry> ledger = new CopyOnWriteArrayList<>();
  volatile boolean broken;

  private final Map<TaskId, Task> tasks = new ConcurrentHashMap<>();

  public Task put(Task task) {
    tasks.put(task.id(), task);
    return task;
  }

  public Task get(TaskId id) {
    return find(id).orElseThrow();
  }

  @Override
  public AcceptResult accept(Task task, AdmissionCheck admission) {
    put(task);
    ledger.add(LedgerEntry.reserve(task));
    return new AcceptResult.Accepted(task);
  }

  @Override
  public boolean commit(TaskUpdate update) {
    if (broken) {
      throw new IllegalStateException("disk full");
    }
    Task after = update.task();
    Task stored = tasks.get(after.id());
    if (stored == null
        || stored.version() != update.basis()
        || !tasks.replace(after.id(), stored, after)) {
      return false;
    }
    ledger.addAll(update.entries());
    return true;
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return Optional.ofNullable(tasks.get(id));
  }

  @Override
  public List<TaskId> dueBefore(Instant moment, int limit) {
    return all()
        .filter(t -> t.due() != null && t.due().isBefore(moment))
        .limit(limit)
        .map(Task::id)
        .toList();
  }

  @Override
  public List<Task> inStates(Set<Class<? extends TaskState>> states, int limit) {
    return all()
        .filter(t -> states.stream().anyMatch(s -> s.isInstance(t.state())))
        .limit(limit)
        .toList();
  }

  @Override
  public List<QueueEntry> queueEntries() {
    return all()
        .filter(t -> t.state() instanceof TaskState.Queued || isWorking(t))
        .map(t ->
            new QueueEntry(
                t.id(),
                t.requester().person(),
                t.address().chat(),
                t.offer().provider(),
                isWorking(t),
                t.status().exists(),
                Instant.EPOCH))
        .toList();
  }

  private static boolean isWorking(Task task) {
    return task.state() instanceof TaskState.Submitting
        || task.state() instanceof TaskState.Running;
  }

  private Stream<Task> all() {
    return tasks.values().stream().sorted(Comparator.comparing(Task::id));
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
  public void moveChat(ChatRef from, ChatRef to) {}
}
