package io.github.reelay.tracking.execution;

import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.port.TaskTimers;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import io.github.reelay.tracking.state.FairQueue;
import io.github.reelay.tracking.state.TaskEvent;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/** Gives waiting tasks their turn, one decision at a time, so that a free place is taken once. */
public final class QueueDispatcher {
  private final TaskStore store;
  private final TaskUpdater updater;
  private final TaskTimers timers;
  private final ConcurrencyLimits limits;
  private final InstantSource clock;
  private final ReentrantLock deciding = new ReentrantLock();
  private final SubmitRateLimiter rate;

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
    this.rate = new SubmitRateLimiter(limits.perProviderAndMinute());
  }

  /** The task in SUBMITTING, committed, if it is its turn; empty if it still waits. */
  Optional<Task> take(Task task, Offer offer, String owner) {
    deciding.lock();
    try {
      if (!rate.allows(offer.provider(), clock.instant())
          || !queue(task, offer).ready().contains(task.id())) {
        return Optional.empty();
      }
      Optional<Task> taken = updater.apply(task.id(), new TaskEvent.Turn(offer, owner));
      taken.ifPresent(_ -> rate.count(offer.provider(), clock.instant()));
      return taken;
    } finally {
      deciding.unlock();
    }
  }

  /** The place in the line; null when it does not wait for one. */
  @Nullable
  public Integer place(Task task) {
    return task.state() instanceof TaskState.Queued && task.status().exists()
        ? queue().places().get(task.id())
        : null;
  }

  /**
   * A place became free: whoever may go now is called. Returns those still waiting, whose places
   * moved.
   */
  public List<TaskId> wake() {
    FairQueue queue = queue();
    queue.ready().forEach(id -> timers.at(id, clock.instant()));
    return List.copyOf(queue.places().keySet());
  }

  private FairQueue queue() {
    return FairQueue.of(store.line(), limits, clock.instant());
  }

  /** As {@link #queue()}, with the offer the task would be submitted with now. */
  private FairQueue queue(Task task, Offer offer) {
    List<QueueEntry> line =
        store.line().stream()
            .map(t -> t.task().equals(task.id()) ? withProvider(t, offer.provider()) : t)
            .toList();
    return FairQueue.of(line, limits, clock.instant());
  }

  private static QueueEntry withProvider(QueueEntry t, String provider) {
    return new QueueEntry(
        t.task(), t.person(), t.chat(), provider, t.working(), t.visible(), t.notBefore());
  }
}
