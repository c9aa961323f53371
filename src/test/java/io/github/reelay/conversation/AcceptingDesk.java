package io.github.reelay.conversation;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import java.util.Optional;

/** A desk that accepts into a store, and nothing more. */
public record AcceptingDesk(TaskStore store) implements TaskService {
  @Override
  public AcceptResult accept(Task task, AdmissionCheck admission) {
    return store.accept(task, admission);
  }

  @Override
  public boolean cancel(TaskId id) {
    return false;
  }

  @Override
  public boolean fetch(TaskId id, Destination destination) {
    return false;
  }

  @Override
  public boolean settle(TaskId id, boolean charged) {
    return false;
  }

  @Override
  public boolean retryDelivery(TaskId id) {
    return false;
  }

  @Override
  public boolean delete(TaskId id) {
    return false;
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return store.find(id);
  }
}
