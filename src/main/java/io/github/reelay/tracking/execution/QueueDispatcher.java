package io.github.reelay.tracking.execution;

import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import io.github.reelay.tracking.state.QueueSnapshot;
import io.github.reelay.tracking.state.TaskEvent;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The dispatcher of the queue: gives waiting tasks their turn, one decision at a time, so that a
 * free place is taken once. Who waits sleeps, and is called when it is its turn. Thread-safe.
 */
public final class QueueDispatcher {
  /** Who was called and has not come within this is called again. */
  private static final Duration CALL_TTL = Duration.ofSeconds(5);

  /** A change of place is worth telling from here on ... */
  private static final int FRONT = 5;

  /** ... and before that when a quarter of the line that was told is gone. */
  private static final int TOLD_PART = 4;

  private final WaitingLine line;
  private final TaskUpdater updater;
  private final Consumer<TaskId> caller;
  private final DelayedExecutor delayedExecutor;
  private final ReentrantLock decisionLock = new ReentrantLock();
  private final SubmitRateLimiter rateLimiter;
  private final Set<TaskId> called = ConcurrentHashMap.newKeySet();
  private final Map<TaskId, Integer> toldPlaces = new HashMap<>();

  /**
   * @param caller wakes a task whose turn it is
   */
  public QueueDispatcher(
      WaitingLine line,
      TaskUpdater updater,
      Consumer<TaskId> caller,
      ConcurrencyLimits limits,
      DelayedExecutor delayedExecutor) {
    this.line = line;
    this.updater = updater;
    this.caller = caller;
    this.delayedExecutor = delayedExecutor;
    this.rateLimiter =
        new SubmitRateLimiter(limits.submitsPerMinute(), delayedExecutor, this::callReady);
  }

  /** The task in SUBMITTING, committed, if it is its turn; empty if it still waits. */
  Optional<Task> tryStart(Task task, Offer offer, String owner) {
    decisionLock.lock();
    try {
      called.remove(task.id());
      if (rateLimiter.room(offer.provider()) == 0 || !line.isReady(task.id(), offer.provider())) {
        return Optional.empty();
      }
      Optional<Task> started = updater.apply(task.id(), new TaskEvent.SubmitStarted(offer, owner));
      started.ifPresent(_ -> rateLimiter.recordSubmit(offer.provider()));
      return started;
    } finally {
      decisionLock.unlock();
    }
  }

  /** Whether it is the task's turn, as far as that can be said without an offer. */
  public boolean isReady(Task task) {
    return line.isReady(task.id());
  }

  /** The place in the line; null when it does not wait for one. */
  public QueueSnapshot.@Nullable Place place(Task task) {
    return task.state() instanceof TaskState.Queued && task.status().exists()
        ? line.lately().place(task.id())
        : null;
  }

  /**
   * Calls those whose turn it is: a place became free, or a call may have been lost. Of those that
   * wait for a provider's rate, only as many as it lets through.
   */
  public void callReady() {
    Set<TaskId> next = new LinkedHashSet<>();
    decisionLock.lock();
    try {
      Map<String, Integer> room = new HashMap<>();
      line.ready()
          .forEach((task, provider) -> {
            int left = room.computeIfAbsent(provider, rateLimiter::room);
            if (left > 0 && called.add(task)) {
              next.add(task);
            }
            room.put(provider, left - 1);
          });
    } finally {
      decisionLock.unlock();
    }
    for (TaskId task : next) {
      delayedExecutor.runAfter(CALL_TTL, () -> called.remove(task));
      caller.accept(task);
    }
  }

  /** Those whose place in the line is so much another one that their person wants to know. */
  public Set<TaskId> takeMovedPlaces() {
    decisionLock.lock();
    try {
      QueueSnapshot queue = line.lately();
      toldPlaces.keySet().retainAll(queue.positions().keySet());
      Set<TaskId> moved = new HashSet<>();
      queue
          .positions()
          .forEach((task, place) -> {
            Integer told = toldPlaces.get(task);
            if (told == null || isNews(told, place)) {
              toldPlaces.put(task, place);
              moved.add(task);
            }
          });
      return moved;
    } finally {
      decisionLock.unlock();
    }
  }

  private static boolean isNews(int told, int place) {
    return place != told && (place <= FRONT || Math.abs(told - place) >= told / TOLD_PART + 1);
  }
}
