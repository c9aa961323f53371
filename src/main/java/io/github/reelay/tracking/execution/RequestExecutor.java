package io.github.reelay.tracking.execution;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.state.TaskEvent;
import io.github.reelay.tracking.state.TrackingConfig;
import java.io.IOException;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor of what people and operators ask of a task that was accepted; {@link TaskService}
 * says what each request means. False where it changes nothing. Thread-safe.
 */
public final class RequestExecutor {
  private static final Logger log = LoggerFactory.getLogger(RequestExecutor.class);

  /** More remixes and continuations of one video do not wait in any line. */
  private static final int MAX_WAITING = 10_000;

  private final TaskUpdater updater;
  private final TaskStore store;
  private final MediaStore media;
  private final InstantSource clock;
  private final Consumer<Task> onChange;
  private final Consumer<TaskId> onFault;

  /**
   * @param onChange is given each task that a request has changed
   * @param onFault is given each task of which it is not known whether a request has changed it
   */
  public RequestExecutor(
      TaskUpdater updater,
      TaskStore store,
      MediaStore media,
      InstantSource clock,
      Consumer<Task> onChange,
      Consumer<TaskId> onFault) {
    this.updater = updater;
    this.store = store;
    this.media = media;
    this.clock = clock;
    this.onChange = onChange;
    this.onFault = onFault;
  }

  public boolean cancel(TaskId id, boolean byModerator) {
    return apply(id, new TaskEvent.CancelRequested(byModerator));
  }

  public boolean fetch(TaskId id, Destination destination) {
    return hasFile(id) && apply(id, new TaskEvent.FetchRequested(destination));
  }

  /** Nothing is promised that cannot be kept: a kept file may have been swept here and there. */
  private boolean hasFile(TaskId id) {
    Task task = updater.find(id).orElse(null);
    return task != null
        && (!(task.state() instanceof TaskState.Undeliverable undeliverable)
            || media.has(undeliverable.video())
            || TrackingConfig.isKeptByProvider(undeliverable, clock.instant()));
  }

  public boolean settle(TaskId id, boolean charged) {
    return apply(id, new TaskEvent.Settled(charged));
  }

  public boolean retryDelivery(TaskId id) {
    return updater.find(id).map(task -> fetch(id, task.address())).orElse(false);
  }

  public boolean report(TaskId id) {
    return apply(id, new TaskEvent.Reported());
  }

  public boolean delete(TaskId id) {
    Task task = updater.find(id).orElse(null);
    if (task == null
        || !(task.state() instanceof TaskState.WithFile kept)
        || !apply(id, new TaskEvent.DeleteRequested())) {
      return false;
    }
    endRemixesOf(id);
    try {
      media.delete(kept.video());
      if (task.film() != null && task.film().joined() != null) {
        media.delete(task.film().joined());
      }
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("task", id)
          .setCause(e)
          .log("The deleted video's file stays until retention takes it");
    }
    return true;
  }

  /** Those that still wait in line cannot be made any more, and hold money. */
  private void endRemixesOf(TaskId source) {
    store.inStates(Set.of(TaskState.Queued.class), MAX_WAITING).stream()
        .filter(task -> source.equals(task.request().source()))
        .forEach(task -> apply(task.id(), TaskEvent.NoOffer.sourceGone()));
  }

  private boolean apply(TaskId id, TaskEvent event) {
    Optional<Task> after;
    try {
      after = updater.apply(id, event);
    } catch (RuntimeException e) {
      onFault.accept(id);
      throw e;
    }
    after.ifPresent(onChange);
    return after.isPresent();
  }
}
