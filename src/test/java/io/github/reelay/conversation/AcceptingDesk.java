package io.github.reelay.conversation;

import io.github.reelay.task.Address;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.Acceptance;
import io.github.reelay.tracking.Admission;
import io.github.reelay.tracking.Desk;
import io.github.reelay.tracking.TaskStore;
import java.util.Optional;

/** A desk that accepts into a store, and nothing more. */
record AcceptingDesk(TaskStore store) implements Desk {
  @Override
  public Acceptance accept(Task task, Admission admission) {
    return store.accept(task, admission);
  }

  @Override
  public boolean cancel(TaskId id) {
    return false;
  }

  @Override
  public boolean fetch(TaskId id, Address where) {
    return false;
  }

  @Override
  public boolean rule(TaskId id, boolean charged) {
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
