package io.github.reelay.storage.timer;

import io.github.reelay.storage.database.Database;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.port.TaskTimers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/**
 * The task timers and recurring jobs of one run of the program. Timers can be set from construction
 * on; they fire between {@link #start} and {@link #close}. Thread-safe.
 */
public sealed interface Timers extends TaskTimers, AutoCloseable
    permits DbSchedulerTimers, MemoryTimers {
  /**
   * Executions at once. They wait for relays and chats most of their time; big transfers are
   * bounded more tightly by those who carry them out.
   */
  int MAX_CONCURRENT = 250;

  /**
   * After a handler threw: a second, doubled with each further time in a row, up to about a minute.
   */
  Duration FIRST_RETRY_DELAY = Duration.ofSeconds(1);

  int MAX_DOUBLINGS = 6;

  /**
   * Those that fit the database: in memory where nobody else can be at work in it.
   *
   * @param owner names this run of the program among those on the same database
   * @param grace how long {@link #close} lets executions finish before it interrupts them
   */
  static Timers of(Database database, InstantSource clock, String owner, Duration grace) {
    return database.isExclusive()
        ? new MemoryTimers(clock, grace)
        : new DbSchedulerTimers(database, clock, owner, grace);
  }

  /**
   * Starts firing.
   *
   * @param handler tracks a task and says when it is next due, read from its row as it is then;
   *     empty: nothing more. May be called for a task that is owed nothing. What it throws is
   *     logged, and it is called again.
   */
  void start(Function<TaskId, Optional<Instant>> handler, List<RecurringJob> recurring);

  /**
   * Lets go of what others were firing. Call before {@link #start}, and only where all others are
   * known to be at work no more: else a timer fires beside them.
   */
  void releaseAll();

  /** Fires no more. Executions under way get the grace time, then are interrupted. */
  @Override
  void close();

  /** The earlier of two moments, where null stands for never. */
  static @Nullable Instant earlier(@Nullable Instant one, @Nullable Instant other) {
    if (one == null || other == null) {
      return one == null ? other : one;
    }
    return one.isBefore(other) ? one : other;
  }

  /** How long a handler is not called again that has failed so many times before this time. */
  static Duration retryDelay(int failures) {
    return FIRST_RETRY_DELAY.multipliedBy(1L << Math.min(failures, MAX_DOUBLINGS));
  }

  static void logFailure(TaskId task, Instant retry, @Nullable Throwable cause) {
    LoggerFactory.getLogger(Timers.class)
        .atError()
        .addKeyValue("task", task)
        .addKeyValue("retry", retry)
        .setCause(cause)
        .log("Following the task failed; what it is owed is tried again");
  }
}
