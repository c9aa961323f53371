package io.github.reelay.storage.timer;

import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Timers in memory, for a program that has its database to itself: nothing is written for them, and
 * nobody wakes to look for them. The rows of the tasks say when each is due, and the next run takes
 * all of them up.
 *
 * <p>One platform thread keeps the time, virtual threads do the work. Waits are measured by the
 * machine's steady clock: what is due because the time of day jumped is found by the sweep.
 */
final class MemoryTimers implements Timers {
  private final InstantSource clock;
  private final Duration grace;
  private final Map<TaskId, Timer> timers = new ConcurrentHashMap<>();
  private final Semaphore places = new Semaphore(MAX_CONCURRENT, true);
  private final ScheduledThreadPoolExecutor timekeeper =
      new ScheduledThreadPoolExecutor(1, Thread.ofPlatform().name("timers").daemon().factory());
  private final ExecutorService workers =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("track-", 0).factory());
  private volatile @Nullable Function<TaskId, Optional<Instant>> handler;

  /**
   * The timer of a task; changed only within the map's {@code compute}.
   *
   * @param moment when it fires next; while it is executed, when somebody asked for that meanwhile
   * @param alarm null before the start, after the end, and while it is executed
   * @param executor who executes it
   * @param failures of the handler in a row
   */
  private record Timer(
      @Nullable Instant moment,
      @Nullable Future<?> alarm,
      @Nullable Thread executor,
      int failures) {
    Timer executedBy(Thread self) {
      if (executor != null) {
        return this;
      }
      cancel(); // it was moved just as it fired
      return new Timer(null, null, self, failures);
    }

    void cancel() {
      if (alarm != null) {
        alarm.cancel(false);
      }
    }
  }

  MemoryTimers(InstantSource clock, Duration grace) {
    this.clock = clock;
    this.grace = grace;
    timekeeper.setRemoveOnCancelPolicy(true);
  }

  @Override
  public void start(Function<TaskId, Optional<Instant>> taskHandler, List<RecurringJob> recurring) {
    handler = taskHandler;
    timers.forEach((id, timer) -> {
      if (timer.alarm == null && timer.moment != null) {
        schedule(id, timer.moment);
      }
    });
    recurring.forEach(this::repeat);
  }

  @Override
  public void schedule(TaskId task, Instant moment) {
    timers.compute(
        task,
        (id, timer) -> {
          if (timer == null) {
            return set(id, moment, 0);
          }
          if (timer.executor != null) {
            return new Timer(
                Timers.earlier(moment, timer.moment), null, timer.executor, timer.failures);
          }
          timer.cancel();
          return set(id, moment, timer.failures);
        });
  }

  private Timer set(TaskId id, Instant moment, int failures) {
    Function<TaskId, Optional<Instant>> started = handler;
    Future<?> alarm =
        started == null
            ? null
            : alarm(Duration.between(clock.instant(), moment), () -> execute(id, started));
    return new Timer(moment, alarm, null, failures);
  }

  /** Null when the timers are closed: the next run takes it up. */
  private @Nullable Future<?> alarm(Duration wait, Runnable work) {
    try {
      return wait.isPositive()
          ? timekeeper.schedule(() -> workers.execute(work), wait.toNanos(), TimeUnit.NANOSECONDS)
          : workers.submit(work);
    } catch (RejectedExecutionException _) {
      return null;
    }
  }

  private void execute(TaskId id, Function<TaskId, Optional<Instant>> started) {
    try {
      places.acquire();
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt(); // they are being closed
      return;
    }
    try {
      Thread self = Thread.currentThread();
      Timer begun = timers.computeIfPresent(id, (_, timer) -> timer.executedBy(self));
      // Else it is under way already, and what was asked for since is noted there.
      if (begun != null && self.equals(begun.executor)) {
        execute(id, begun.failures, started);
      }
    } finally {
      places.release();
    }
  }

  private void execute(TaskId id, int failures, Function<TaskId, Optional<Instant>> started) {
    try {
      finish(id, started.apply(id).orElse(null), 0);
    } catch (RuntimeException | Error e) {
      Instant retry = clock.instant().plus(Timers.retryDelay(failures));
      Timers.logFailure(id, retry, e);
      finish(id, retry, failures + 1);
    }
  }

  private void finish(TaskId id, @Nullable Instant due, int failures) {
    timers.computeIfPresent(
        id,
        (_, timer) -> {
          Instant next = Timers.earlier(due, timer.moment);
          return next == null ? null : set(id, next, failures);
        });
  }

  private void repeat(RecurringJob job) {
    var _ =
        alarm(
            job.interval(),
            () -> {
              try {
                job.run();
              } finally {
                repeat(job);
              }
            });
  }

  @Override
  public void releaseAll() {} // there are no others

  @Override
  public void close() {
    timekeeper.shutdownNow();
    workers.shutdown();
    try {
      if (workers.awaitTermination(grace.toNanos(), TimeUnit.NANOSECONDS)) {
        return;
      }
    } catch (InterruptedException _) {
      Thread.currentThread().interrupt();
    }
    workers.shutdownNow();
  }
}
