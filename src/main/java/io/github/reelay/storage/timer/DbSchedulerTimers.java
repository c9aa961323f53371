package io.github.reelay.storage.timer;

import com.github.kagkarlsson.scheduler.Scheduler;
import com.github.kagkarlsson.scheduler.SchedulerClient;
import com.github.kagkarlsson.scheduler.SchedulerClient.ScheduleOptions;
import com.github.kagkarlsson.scheduler.SchedulerName;
import com.github.kagkarlsson.scheduler.exceptions.ExecutionException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceCurrentlyExecutingException;
import com.github.kagkarlsson.scheduler.exceptions.TaskInstanceNotFoundException;
import com.github.kagkarlsson.scheduler.logging.LogLevel;
import com.github.kagkarlsson.scheduler.serializer.JacksonSerializer;
import com.github.kagkarlsson.scheduler.task.Task;
import com.github.kagkarlsson.scheduler.task.TaskInstanceId;
import com.github.kagkarlsson.scheduler.task.helper.RecurringTask;
import com.github.kagkarlsson.scheduler.task.helper.Tasks;
import com.github.kagkarlsson.scheduler.task.schedule.FixedDelay;
import io.github.reelay.storage.database.Database;
import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Timers on db-scheduler, shared by all who are at work in a database. Its rows only say when to
 * look; the task's row says what is owed, so nothing here decides anything about a task.
 */
final class DbSchedulerTimers implements Timers {
  private static final Logger log = LoggerFactory.getLogger(DbSchedulerTimers.class);

  private static final String TABLE = "timer";

  /** How late a timer may fire; one that is set for now fires at once. */
  private static final Duration POLL_INTERVAL = Duration.ofMillis(100);

  /** With four missed ones a dead process's timers go to the living after 8 to 12 seconds. */
  private static final Duration HEARTBEAT_INTERVAL = Duration.ofSeconds(2);

  private static final int MAX_MISSED_HEARTBEATS = 4;

  /** A try fails when the timer starts or stops firing at that very moment. */
  private static final int MAX_SCHEDULE_ATTEMPTS = 3;

  private final Database database;
  private final InstantSource clock;
  private final Duration grace;
  private final String owner;
  private final TimerExecutions executions;
  private volatile SchedulerClient client;
  private volatile @Nullable Scheduler scheduler;
  private volatile List<RecurringJob> jobs = List.of();

  DbSchedulerTimers(Database database, InstantSource clock, String owner, Duration grace) {
    this.database = database;
    this.clock = clock;
    this.grace = grace;
    this.owner = owner;
    this.executions = new TimerExecutions(this);
    this.client =
        SchedulerClient.Builder.create(database.dataSource(), executions.task())
            .tableName(TABLE)
            .serializer(new JacksonSerializer())
            .build();
  }

  @Override
  public void start(Function<TaskId, Optional<Instant>> handler, List<RecurringJob> recurring) {
    executions.setHandler(handler);
    jobs = List.copyOf(recurring);
    Scheduler built =
        Scheduler.create(database.dataSource(), List.<Task<?>>of(executions.task()))
            .startTasks(recurring.stream().map(DbSchedulerTimers::recurringTask).toList())
            .tableName(TABLE)
            .serializer(new JacksonSerializer())
            .schedulerName(new SchedulerName.Fixed(owner))
            .clock(clock::instant)
            .pollingInterval(POLL_INTERVAL)
            .enableImmediateExecution()
            .heartbeatInterval(HEARTBEAT_INTERVAL)
            .missedHeartbeatsLimit(MAX_MISSED_HEARTBEATS)
            .threads(MAX_CONCURRENT)
            .executorService(
                Executors.newFixedThreadPool(
                    MAX_CONCURRENT, Thread.ofVirtual().name("track-", 0).factory()))
            .failureLogging(LogLevel.OFF, false) // Rings and run() say what follows from it
            .shutdownMaxWait(grace)
            .pollUsingLockAndFetch(0.5, 1.0)
            .build();
    scheduler = built;
    client = built;
    built.start();
    clockSetBack();
  }

  /**
   * Nothing that recurs waits longer than its interval: a clock that was right when it was planned,
   * and was set back since, would let it.
   */
  @Override
  public void clockSetBack() {
    for (RecurringJob job : jobs) {
      TaskInstanceId id = TaskInstanceId.of(job.name(), RecurringTask.INSTANCE);
      Instant next = clock.instant().plus(job.interval());
      boolean late =
          client
              .getScheduledExecution(id)
              .filter(execution -> !execution.isPicked())
              .filter(execution -> execution.getExecutionTime().isAfter(next))
              .isPresent();
      if (late) {
        client.reschedule(id, next);
      }
    }
  }

  private static RecurringTask<Void> recurringTask(RecurringJob job) {
    return Tasks.recurring(job.name(), FixedDelay.of(job.interval())).execute((_, _) -> job.run());
  }

  @Override
  public void schedule(TaskId task, Instant moment) {
    for (int tries = 0; tries < MAX_SCHEDULE_ATTEMPTS; tries++) {
      if (executions.rescheduleRunning(task, moment) || trySchedule(task, moment)) {
        return;
      }
    }
    // It fires in another process, or is just about to fire here: that handler reads the row after
    // this.
    log.atDebug()
        .addKeyValue("task", task)
        .log("Timer not moved: it is firing; the sweep looks after it");
  }

  private boolean trySchedule(TaskId task, Instant moment) {
    try {
      return client.schedule(
          executions.task().instance(task.value()), moment, ScheduleOptions.WHEN_EXISTS_RESCHEDULE);
    } catch (TaskInstanceCurrentlyExecutingException | TaskInstanceNotFoundException e) {
      return false; // began or ended between looking and moving
    } catch (ExecutionException e) {
      return false; // somebody else moved it between looking and moving
    }
  }

  /** Not to wait until their heartbeats are missed. */
  @Override
  public void releaseAll() {
    int released =
        database
            .jdbi()
            .withHandle(handle ->
                handle.execute(
                    "UPDATE "
                        + TABLE
                        + " SET picked = FALSE, picked_by = NULL, last_heartbeat = NULL,"
                        + " version = version + 1 WHERE picked"));
    if (released > 0) {
      log.atInfo().log("{} timers of an earlier run are taken over", released);
    }
  }

  @Override
  public void close() {
    Scheduler running = scheduler;
    if (running != null) {
      running.stop();
    }
  }
}
