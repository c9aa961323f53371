package io.github.reelay.web.chat;

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
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;

/** The readable side of a task store. */
final class MemoryTasks implements TaskStore {
  private final Map<TaskId, Task> tasks = new ConcurrentSkipListMap<>();

  void put(Task task) {
    tasks.put(task.id(), task);
  }

  List<Task> all() {
    return List.copyOf(tasks.values());
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return Optional.ofNullable(tasks.get(id));
  }

  @Override
  public Optional<Task> findByMessage(MessageRef message) {
    return tasks.values().stream().filter(t -> message.id().endsWith(t.id().value())).findFirst();
  }

  @Override
  public List<Task> ofPerson(PersonRef person, int limit) {
    return tasks.values().stream()
        .filter(t -> t.requester().person().equals(person))
        .limit(limit)
        .toList();
  }

  @Override
  public AcceptResult accept(Task task, AdmissionCheck admission) {
    throw notHere();
  }

  @Override
  public boolean commit(TaskUpdate update) {
    throw notHere();
  }

  @Override
  public Optional<Task> newestDelivered(PersonRef person, ChatRef chat) {
    throw notHere();
  }

  @Override
  public List<TaskId> dueBefore(Instant moment, int limit) {
    throw notHere();
  }

  @Override
  public List<Task> inStates(Set<Class<? extends TaskState>> states, int limit) {
    throw notHere();
  }

  @Override
  public List<QueueEntry> queueEntries() {
    throw notHere();
  }

  @Override
  public void moveChat(ChatRef from, ChatRef to) {
    throw notHere();
  }

  private static AssertionError notHere() {
    return new AssertionError("the web chat only reads tasks");
  }
}
