package io.github.reelay.storage.timer;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import com.github.kagkarlsson.scheduler.task.helper.CustomTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.TaskTimers;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executions of timers: calls the handler, then sets the timer to what it returned.
 *
 * <p>db-scheduler refuses to move a timer while it fires. Such a move is noted here and carried out
 * afterwards, so that a Cancel pressed during a poll is not seen a poll later. Thread-safe.
 */
final class TimerExecutions {
  private static final Logger log = LoggerFactory.getLogger(TimerExecutions.class);

  private static final String TASK_NAME = "track";

  private final TaskTimers timers;
  private final Map<String, RunningExecution> running = new ConcurrentHashMap<>();
  private final CustomTask<Void> task;
  private volatile Function<TaskId, Optional<Instant>> handler = _ -> Optional.empty();

  TimerExecutions(TaskTimers timers) {
    this.timers = timers;
    this.task =
        Tasks.custom(TASK_NAME, Void.class)
            .onDeadExecution(this::handleDead)
            .onFailure(this::handleFailure)
            .execute((instance, _) -> execute(instance.getId()));
  }

  /** What db-scheduler executes. */
  CustomTask<Void> task() {
    return task;
  }

  void setHandler(Function<TaskId, Optional<Instant>> other) {
    handler = other;
  }

  /** Notes a move of a timer that is firing in this process; false if it is not. */
  boolean rescheduleRunning(TaskId id, Instant moment) {
    RunningExecution execution = running.get(id.value());
    return execution != null && execution.requestTime(moment);
  }

  /**
   * An execution without a heartbeat is run again. That is safe: the handler begins with the task's
   * row, and one it finds SUBMITTING by another owner becomes UNCONFIRMED, never a second POST. One
   * of this very process is not dead: a process that was stopped, or waited long for its database,
   * finds its own heartbeats late.
   */
  private void handleDead(ExecutionComplete dead, ExecutionOperations<Void> operations) {
    String id = dead.getExecution().getId();
    if (running.containsKey(id)) {
      log.atDebug().addKeyValue("task", id).log("The heartbeat of a living timer came late");
      return;
    }
    log.atInfo().addKeyValue("task", id).log("The timer of a dead process is taken over");
    operations.reschedule(dead, dead.getTimeDone());
  }

  private CompletionHandler<Void> execute(String id) {
    if (running.putIfAbsent(id, new RunningExecution()) != null) {
      // Another process took this one for dead, and the timer came back: once is enough.
      return (complete, operations) ->
          operations.reschedule(complete, complete.getTimeDone().plus(Timers.FIRST_RETRY_DELAY));
    }
    Optional<Instant> due = handler.apply(new TaskId(id));
    return (complete, operations) -> finish(complete, operations, due.orElse(null));
  }

  private void finish(
      ExecutionComplete complete, ExecutionOperations<Void> operations, @Nullable Instant due) {
    String id = complete.getExecution().getId();
    RunningExecution execution = running.getOrDefault(id, new RunningExecution());
    Instant next = Timers.earlier(due, execution.requestedTime());
    try {
      if (next == null) {
        operations.remove();
      } else {
        operations.reschedule(complete, next);
      }
    } finally {
      running.remove(id, execution);
    }
    // Only now can the timer be moved by others again; what was noted until now is carried out
    // here.
    Instant requested = execution.close();
    if (requested != null && (next == null || requested.isBefore(next))) {
      timers.schedule(new TaskId(id), requested);
    }
  }

  private void handleFailure(ExecutionComplete complete, ExecutionOperations<Void> operations) {
    Instant retry =
        complete.getTimeDone().plus(Timers.retryDelay(complete.getExecution().consecutiveFailures));
    Timers.logFailure(
        new TaskId(complete.getExecution().getId()), retry, complete.getCause().orElse(null));
    finish(complete, operations, retry);
  }

  /** One execution under way, with the earliest timer asked for meanwhile. */
  private static final class RunningExecution {
    private boolean open = true;
    private @Nullable Instant requestedTime;

    synchronized boolean requestTime(Instant moment) {
      if (open) {
        requestedTime = Timers.earlier(moment, requestedTime);
      }
      return open;
    }

    synchronized @Nullable Instant requestedTime() {
      return requestedTime;
    }

    synchronized @Nullable Instant close() {
      open = false;
      return requestedTime;
    }
  }
}
