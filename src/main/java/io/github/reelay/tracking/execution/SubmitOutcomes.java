package io.github.reelay.tracking.execution;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.TaskEvent;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The outcomes of POSTs: which tasks have one under way here, and what came of it, kept until it is
 * stored. A task is under way until then, so nobody takes its answer for lost. Thread-safe.
 */
final class SubmitOutcomes {
  private static final Logger log = LoggerFactory.getLogger(SubmitOutcomes.class);

  /**
   * An answer that cannot be stored is worth money: it is kept for as long as the program runs, and
   * tried again this often.
   */
  private static final Duration STORE_RETRY_DELAY = Duration.ofSeconds(1);

  /** Of a store that stays down, one line a minute is enough. */
  private static final int FAILURES_PER_LOG_LINE = 60;

  private final TaskUpdater updater;
  private final DelayedExecutor delayedExecutor;
  private final TrackerListener listener;
  private final Consumer<Task> onLateStore;
  private final Set<TaskId> inProgress = ConcurrentHashMap.newKeySet();
  private final Map<TaskId, TaskEvent> unstored = new ConcurrentHashMap<>();
  private final Object idleMonitor = new Object();

  /**
   * @param onLateStore is given each task whose answer had to be kept, once it is stored
   */
  SubmitOutcomes(
      TaskUpdater updater,
      DelayedExecutor delayedExecutor,
      TrackerListener listener,
      Consumer<Task> onLateStore) {
    this.updater = updater;
    this.delayedExecutor = delayedExecutor;
    this.listener = listener;
    this.onLateStore = onLateStore;
  }

  /** False if one of the task is under way already. */
  boolean begin(TaskId id) {
    return inProgress.add(id);
  }

  boolean isUnderWay(TaskId id) {
    return inProgress.contains(id);
  }

  /** Nothing of the task is under way any more, and what came of it is stored. */
  void end(TaskId id) {
    synchronized (idleMonitor) {
      inProgress.remove(id);
      idleMonitor.notifyAll();
    }
  }

  /** Waits until nothing is under way, at most so long. */
  void awaitIdle(Duration atMost) throws InterruptedException {
    synchronized (idleMonitor) {
      long end = System.nanoTime() + atMost.toNanos();
      for (long left = atMost.toNanos(); !inProgress.isEmpty() && left > 0; ) {
        idleMonitor.wait(left / 1_000_000, (int) (left % 1_000_000));
        left = end - System.nanoTime();
      }
    }
  }

  /**
   * The program stops and will not hear the answers any more. One that came and could not be stored
   * is tried once more; what fails even then is found SUBMITTING by the next run.
   */
  void abandonPending() {
    for (TaskId id : Set.copyOf(inProgress)) {
      TaskEvent lost =
          new TaskEvent.SubmitResultLost("the program was stopped before the answer came");
      TaskEvent outcome = unstored.getOrDefault(id, lost);
      try {
        updater.apply(id, outcome);
      } catch (RuntimeException e) {
        log.atError()
            .addKeyValue("task", id)
            .setCause(e)
            .log("Not stored at the stop: {}", outcome);
      }
    }
  }

  /**
   * Stores what came of a turn, or keeps it until that works: whatever the store throws, and
   * whether or not it had committed before. As it counts for its own POST only, storing it twice is
   * harmless.
   *
   * @return false if it is kept; what is under way ends by itself then
   */
  boolean store(TaskId id, TaskEvent outcome) {
    return store(id, outcome, 0);
  }

  private boolean store(TaskId id, TaskEvent outcome, int failures) {
    boolean stored = false;
    unstored.put(id, outcome);
    try {
      if (updater.apply(id, outcome).isEmpty()) {
        reportUnused(id, outcome);
      }
      stored = true;
    } catch (RuntimeException e) {
      log.atLevel(failures % FAILURES_PER_LOG_LINE == 0 ? Level.ERROR : Level.DEBUG)
          .addKeyValue("task", id)
          .setCause(e)
          .log("Cannot be stored yet, so it is kept and tried again: {}", outcome);
    } finally {
      if (stored) {
        unstored.remove(id);
      } else {
        delayedExecutor.runAfter(STORE_RETRY_DELAY, () -> retryStore(id, outcome, failures + 1));
      }
    }
    return stored;
  }

  private void retryStore(TaskId id, TaskEvent outcome, int failures) {
    if (store(id, outcome, failures)) {
      end(id);
      updater.find(id).ifPresent(onLateStore);
    }
  }

  /** A provider works, and charges, for a task that knows nothing of it: a person must look. */
  private void reportUnused(TaskId id, TaskEvent outcome) {
    SubmitResult result =
        outcome instanceof TaskEvent.Submitted submitted
            ? submitted.result()
            : outcome instanceof TaskEvent.Repeated repeated ? repeated.result() : null;
    if (!(result instanceof SubmitResult.Accepted(String remoteId))) {
      return;
    }
    Task task = updater.find(id).orElse(null);
    if (task == null || !remoteId.equals(task.remoteId())) {
      log.atError()
          .addKeyValue("task", id)
          .log("The provider has accepted it as {}, which nobody waits for any more", remoteId);
      listener.acceptedUnused(id, remoteId);
    }
  }
}
