package io.github.reelay.tracking.execution;

import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.port.TaskTimers;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import io.github.reelay.tracking.state.QueueSnapshot;
import io.github.reelay.tracking.state.TaskEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * The dispatcher of the queue: gives waiting tasks their turn, one decision at a time, so that a
 * free place is taken once.
 */
public final class QueueDispatcher {
  private final TaskStore store;
  private final TaskUpdater updater;
  private final TaskTimers timers;
  private final ConcurrencyLimits limits;
  private final InstantSource clock;
  private final ReentrantLock decisionLock = new ReentrantLock();
  private final SubmitRateLimiter rateLimiter;

  public QueueDispatcher(
      TaskStore store,
      TaskUpdater updater,
      TaskTimers timers,
      ConcurrencyLimits limits,
      InstantSource clock) {
    this.store = store;
    this.updater = updater;
    this.timers = timers;
    this.limits = limits;
    this.clock = clock;
    this.rateLimiter = new SubmitRateLimiter(limits.submitsPerMinute());
  }

  /** The task in SUBMITTING, committed, if it is its turn; empty if it still waits. */
  Optional<Task> tryStart(Task task, Offer offer, String owner) {
    decisionLock.lock();
    try {
      if (!rateLimiter.allows(offer.provider(), clock.instant())
          || !fairQueue(task, offer).ready().contains(task.id())) {
        return Optional.empty();
      }
      Optional<Task> started = updater.apply(task.id(), new TaskEvent.SubmitStarted(offer, owner));
      started.ifPresent(_ -> rateLimiter.recordSubmit(offer.provider(), clock.instant()));
      return started;
    } finally {
      decisionLock.unlock();
    }
  }

  /** Whether it is the task's turn, as far as that can be said without an offer. */
  boolean isReady(Task task) {
    return fairQueue().ready().contains(task.id());
  }

  /** The place in the line; null when it does not wait for one. */
  @Nullable
  public Integer queuePosition(Task task) {
    return task.state() instanceof TaskState.Queued && task.status().exists()
        ? fairQueue().positions().get(task.id())
        : null;
  }

  /**
   * A place became free: whoever may go now is called. Returns those still waiting, whose places
   * moved.
   */
  public List<TaskId> scheduleReady() {
    QueueSnapshot queue = fairQueue();
    queue.ready().forEach(id -> timers.schedule(id, clock.instant()));
    return List.copyOf(queue.positions().keySet());
  }

  private QueueSnapshot fairQueue() {
    return QueueSnapshot.of(store.queueEntries(), limits, clock.instant());
  }

  /** As {@link #fairQueue()}, with the offer the task would be submitted with now. */
  private QueueSnapshot fairQueue(Task task, Offer offer) {
    List<QueueEntry> entries =
        store.queueEntries().stream()
            .map(t -> t.task().equals(task.id()) ? withProvider(t, offer.provider()) : t)
            .toList();
    return QueueSnapshot.of(entries, limits, clock.instant());
  }

  private static QueueEntry withProvider(QueueEntry t, String provider) {
    return new QueueEntry(
        t.task(), t.person(), t.chat(), provider, t.active(), t.hasStatusMessage(), t.notBefore());
  }
}
