package io.github.reelay.testing;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.state.StatusViewFactory;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** A task service that does to stored tasks at once what the tracker would, without a provider. */
public record ImmediateTaskService(TaskStore store) implements TaskService {
  @Override
  public AcceptResult accept(Task task, AdmissionCheck admission) {
    return store.accept(task, admission);
  }

  @Override
  public boolean cancel(TaskId id, boolean byModerator) {
    return commit(
        id,
        task -> {
          if (task.state() instanceof TaskState.Queued) {
            return Optional.of(
                task.withCancellation(false, byModerator)
                    .nextVersion(new TaskState.Cancelled(task.acceptedAt()), null));
          }
          if (task.state() instanceof TaskState.Ready(var since, var video, var _, var _, var _)) {
            Failure kept = Failure.of(FailureKind.KEPT_AFTER_CANCEL);
            return Optional.of(
                task.withCancellation(true, byModerator)
                    .nextVersion(TaskState.Undeliverable.unposted(since, video, kept), null));
          }
          return task.state() instanceof TaskState.AtProvider && !task.withheld()
              ? Optional.of(
                  task.withCancellation(true, byModerator).nextVersion(task.state(), null))
              : Optional.empty();
        });
  }

  @Override
  public boolean fetch(TaskId id, Destination destination) {
    return commit(
        id,
        task -> {
          if (task.state()
              instanceof
              TaskState.Undeliverable(var since, var video, var _, boolean doubt, var _)) {
            TaskState ready = new TaskState.Ready(since, video, doubt, since, null);
            return Optional.of(task.withAddress(destination).nextVersion(ready, null));
          }
          if (task.state() instanceof TaskState.Unfetched(var since, var _, var _)) {
            TaskState asked = TaskState.Running.fetchingAgain("remote-1", null, since);
            return Optional.of(task.nextVersion(asked, null));
          }
          return task.state() instanceof TaskState.AtProvider && task.withheld()
              ? Optional.of(task.withResultReleased().nextVersion(task.state(), null))
              : Optional.empty();
        });
  }

  @Override
  public boolean settle(TaskId id, boolean charged) {
    return commit(
        id,
        task ->
            task.state()
                    instanceof TaskState.Unconfirmed(var since, var _, var _, var _, var _, var _)
                ? Optional.of(task.nextVersion(new TaskState.Closed(since, charged), null))
                : Optional.empty());
  }

  @Override
  public boolean retryDelivery(TaskId id) {
    return find(id).map(task -> fetch(id, task.address())).orElse(false);
  }

  @Override
  public boolean report(TaskId id) {
    return commit(
        id,
        task ->
            task.state() instanceof TaskState.Delivered delivered
                ? Optional.of(
                    task.nextVersion(
                        TaskState.Undeliverable.unposted(
                            delivered.since(), delivered.video(), Failure.of(FailureKind.REPORTED)),
                        null))
                : Optional.empty());
  }

  @Override
  public boolean delete(TaskId id) {
    return commit(
        id,
        task ->
            task.state() instanceof TaskState.Delivered delivered
                ? Optional.of(task.nextVersion(new TaskState.Deleted(delivered.since()), null))
                : Optional.empty());
  }

  @Override
  public StatusView view(Task task) {
    return StatusViewFactory.of(task, task.state().since());
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return store.find(id);
  }

  private boolean commit(TaskId id, Function<Task, Optional<Task>> change) {
    return find(id)
        .flatMap(
            task -> change.apply(task).map(next -> new TaskUpdate(task.version(), next, List.of())))
        .map(store::commit)
        .orElse(false);
  }
}
