package io.github.reelay.storage.timer;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.TaskTimers;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Alarms that are ringing: calls the handler, then sets the alarm to what it returned.
 *
 * <p>db-scheduler refuses to move an alarm while it rings. Such a move is noted here and carried
 * out afterwards, so that a Cancel pressed during a poll is not seen a poll later. Thread-safe.
 */
final class TimerExecutions {
  private static final Logger log = LoggerFactory.getLogger(TimerExecutions.class);

  private static final String NAME = "track";

  /**
   * After a handler threw: a second, doubled with each further time in a row, up to about a minute.
   */
  private static final Duration FIRST_RETRY = Duration.ofSeconds(1);

  private static final int MOST_DOUBLINGS = 6;

  private final TaskTimers timers;
  private final Map<String, Ring> ringing = new ConcurrentHashMap<>();
  private final CustomTask<Void> task;
  private volatile Function<TaskId, Optional<Instant>> handler = _ -> Optional.empty();

  TimerExecutions(TaskTimers timers) {
    this.timers = timers;
    // A dead execution is simply run again (db-scheduler calls it reviving). That is safe: the
    // handler begins with the task's row, and one it finds SUBMITTING by another owner becomes
    // UNCONFIRMED, never a second POST.
    this.task =
        Tasks.custom(NAME, Void.class)
            .onDeadExecutionRevive()
            .onFailure(this::failed)
            .execute((instance, _) -> ring(instance.getId()));
  }

  /** What db-scheduler executes. */
  CustomTask<Void> task() {
    return task;
  }

  void handledBy(Function<TaskId, Optional<Instant>> other) {
    handler = other;
  }

  /** Notes a move of an alarm that is ringing in this process; false if it is not. */
  boolean note(TaskId id, Instant moment) {
    Ring ring = ringing.get(id.value());
    return ring != null && ring.note(moment);
  }

  private CompletionHandler<Void> ring(String id) {
    ringing.put(id, new Ring());
    Optional<Instant> due = handler.apply(new TaskId(id));
    return (complete, operations) -> finish(complete, operations, due.orElse(null));
  }

  private void finish(
      ExecutionComplete complete, ExecutionOperations<Void> operations, @Nullable Instant due) {
    String id = complete.getExecution().getId();
    Ring ring = ringing.getOrDefault(id, new Ring());
    Instant next = earlier(due, ring.wanted());
    try {
      if (next == null) {
        operations.remove();
      } else {
        operations.reschedule(complete, next);
      }
    } finally {
      ringing.remove(id, ring);
    }
    // Only now can the alarm be moved by others again; what was noted until now is carried out
    // here.
    Instant late = ring.close();
    if (late != null && (next == null || late.isBefore(next))) {
      timers.at(new TaskId(id), late);
    }
  }

  private void failed(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    int doublings = Math.min(complete.getExecution().consecutiveFailures, MOST_DOUBLINGS);
    Instant retry = complete.getTimeDone().plus(FIRST_RETRY.multipliedBy(1L << doublings));
    log.atError()
        .addKeyValue("task", complete.getExecution().getId())
        .addKeyValue("retry", retry)
        .setCause(complete.getCause().orElse(null))
        .log("following the task failed; what it is owed is tried again");
    finish(complete, operations, retry);
  }

  private static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /** One execution under way, with the earliest alarm asked for meanwhile. */
  private static final class Ring {
    private boolean open = true;
    private @Nullable Instant wanted;

    synchronized boolean note(Instant moment) {
      if (open) {
        wanted = earlier(moment, wanted);
      }
      return open;
    }

    synchronized @Nullable Instant wanted() {
      return wanted;
    }

    synchronized @Nullable Instant close() {
      open = false;
      return wanted;
    }
  }
}
