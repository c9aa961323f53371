package io.github.reelay.tracking.execution;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.DueTime;
import io.github.reelay.tracking.state.TaskEvent;
import io.github.reelay.tracking.state.TaskTransitions;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The updater of stored tasks: read, decide, commit by compare-and-set, again if somebody else
 * committed first. Everything the tracker writes goes through here.
 */
public final class TaskUpdater {
  private static final Logger log = LoggerFactory.getLogger(TaskUpdater.class);

  private final TaskStore store;
  private final TaskTransitions transitions;
  private final InstantSource clock;
  private final TrackerListener listener;
  private final WaitingLine line;

  /**
   * @param line hears of every task as it was committed, in any order
   */
  public TaskUpdater(
      TaskStore store,
      TaskTransitions transitions,
      InstantSource clock,
      TrackerListener listener,
      WaitingLine line) {
    this.store = store;
    this.line = line;
    this.transitions = transitions;
    this.clock = clock;
    this.listener = listener;
  }

  public Optional<Task> find(TaskId id) {
    return store.find(id);
  }

  /**
   * The task after the event; empty if the event changed nothing.
   *
   * <p>A poll without news is not committed where no other process commits: it would only move the
   * due moment, which has passed, and a new run polls whatever runs. The caller keeps the moment.
   */
  public Optional<Task> apply(TaskId id, TaskEvent event) {
    while (true) {
      Task before = store.find(id).orElse(null);
      if (before == null) {
        log.atWarn()
            .addKeyValue("task", id)
            .log("Not stored any more, {} is dropped", eventName(event));
        return Optional.empty();
      }
      Instant now = clock.instant();
      Optional<TaskUpdate> update = transitions.apply(before, event, now);
      if (update.isEmpty()) {
        log.atDebug()
            .addKeyValue("task", id)
            .log("{} changes nothing in {}", eventName(event), before.state().name());
        return Optional.empty();
      }
      if (!store.isShared() && DueTime.movesOnlyNextPoll(before, update.get(), now)) {
        return Optional.of(update.get().task());
      }
      if (commit(update.get())) {
        Task after = update.get().task();
        line.update(after);
        notifyChange(before, after, event);
        return Optional.of(after);
      }
    }
  }

  private boolean commit(TaskUpdate update) {
    try {
      return store.commit(update);
    } catch (RuntimeException e) {
      line.reload(); // it may have been carried out all the same
      throw e;
    }
  }

  private void notifyChange(Task before, Task after, TaskEvent event) {
    if (!before.state().getClass().equals(after.state().getClass())) {
      boolean ends =
          after.state() instanceof TaskState.Ended && !(before.state() instanceof TaskState.Ended);
      // With the line about its acceptance two for each task; what lies between is for DEBUG.
      log.atLevel(ends ? Level.INFO : Level.DEBUG)
          .addKeyValue("task", after.id())
          .addKeyValue("provider", after.offer().provider())
          .addKeyValue("chat", after.address().chat())
          .log(
              "{} -> {} ({})",
              before.state().name(),
              after.state().name(),
              TransitionReasons.of(after, event));
    }
    listener.taskChanged(before, after);
  }

  private static String eventName(TaskEvent event) {
    return event.getClass().getSimpleName();
  }
}
