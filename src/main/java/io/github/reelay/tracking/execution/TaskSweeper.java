package io.github.reelay.tracking.execution;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.port.TaskTimers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The sweeper of tasks: finds those that are due and have no timer, those that an earlier run left,
 * and those that a clock which was set back would let sleep. Thread-safe.
 */
public final class TaskSweeper {
  private static final Logger log = LoggerFactory.getLogger(TaskSweeper.class);

  /**
   * Tasks looked at in one sweep: more than ever wait for something else, such as a platform that
   * is switched off, so that those behind them are found as well.
   */
  private static final int BATCH_SIZE = 50_000;

  /** States that a run leaves behind, with something to be done at once. */
  private static final Set<Class<? extends TaskState>> OPEN =
      Set.of(
          TaskState.Queued.class,
          TaskState.AtProvider.class,
          TaskState.InDelivery.class,
          TaskState.Unconfirmed.class);

  /**
   * Running tasks of an earlier run are all asked at once, but not in the same moment: over a
   * second, and where they are more, a thousand of them a second.
   */
  private static final int FIRST_POLLS_MILLIS = 1_000;

  /** Who was called and has not come after this is called again. */
  private static final Duration CALL_TTL = Duration.ofMinutes(1);

  private static final Duration CLOCK_CHECK_INTERVAL = Duration.ofSeconds(1);

  /** Mostly a relay has answered by then. */
  private static final Duration POLL_TIME = Duration.ofSeconds(5);

  /** Whatever is due at all. */
  private static final Duration FAR = Duration.ofDays(36_500);

  private final TaskStore store;
  private final TaskTimers timers;
  private final DelayedExecutor delayedExecutor;
  private final InstantSource clock;

  /** Due, but called when what they wait for comes; and until when they wait at most. */
  private final Map<TaskId, Instant> postponed = new ConcurrentHashMap<>();

  /** Called, and not looked at since; when it was called. */
  private final Map<TaskId, Instant> called = new ConcurrentHashMap<>();

  /** To be looked at once, whatever their due moment says. */
  private final Set<TaskId> urgent = ConcurrentHashMap.newKeySet();

  public TaskSweeper(
      TaskStore store, TaskTimers timers, DelayedExecutor delayedExecutor, InstantSource clock) {
    this.store = store;
    this.timers = timers;
    this.delayedExecutor = delayedExecutor;
    this.clock = clock;
  }

  /** The task is due, but waits for something that will call it. */
  public void postpone(TaskId task, Instant until) {
    postponed.put(task, until);
  }

  /** What the task waits for may be over, and nobody call it: the sweep does once it is due. */
  public void callWhenDue(TaskId task) {
    postponed.remove(task);
    called.remove(task);
  }

  /** The task is looked at now; whether it is to be, though it is not due. */
  public boolean begin(TaskId task) {
    postponed.remove(task);
    called.remove(task);
    return urgent.remove(task);
  }

  /** The task is to be looked at now, whatever its due moment says. */
  public void callNow(TaskId task) {
    callUrgently(task, clock.instant());
  }

  /** The task is being polled, and due until that is done: a call would have it polled twice. */
  public void beginPoll(TaskId task) {
    postpone(task, clock.instant().plus(POLL_TIME));
  }

  /**
   * The task could not be looked at as it was to be: it still is to be, whatever its due moment.
   */
  public void stayUrgent(TaskId task) {
    urgent.add(task);
  }

  /**
   * Takes up what an earlier run left: all of it is looked at now, whenever it was due. Call once,
   * before anything is accepted.
   *
   * @param refresh is given each task, whose status message may owe a word
   */
  public void recover(Consumer<Task> refresh) {
    List<Task> left = store.inStates(OPEN, Integer.MAX_VALUE);
    Instant now = clock.instant();
    int running = (int) left.stream().filter(TaskSweeper::isRunning).count();
    long first = 0;
    for (Task task : left) {
      long wait = isRunning(task) ? first++ * Math.max(FIRST_POLLS_MILLIS, running) / running : 0;
      callUrgently(task.id(), now.plusMillis(wait));
      refresh.accept(task);
    }
    // And who is still to be told an end, should the clock have been set back since.
    Set<TaskId> open = left.stream().map(Task::id).collect(Collectors.toSet());
    store.dueBefore(now.plus(FAR), BATCH_SIZE).stream()
        .filter(id -> !open.contains(id))
        .forEach(id -> callUrgently(id, now));
    if (!left.isEmpty()) {
      log.info("Takes up {} tasks of an earlier run", left.size());
    }
    sweep();
    watchClock(now);
  }

  private static boolean isRunning(Task task) {
    return task.state() instanceof TaskState.Running;
  }

  /** Harmless at any time. Call every few seconds. */
  public void sweep() {
    Instant now = clock.instant();
    postponed.values().removeIf(until -> !until.isAfter(now));
    called.values().removeIf(at -> !now.isBefore(at.plus(CALL_TTL)));
    for (TaskId id : store.dueBefore(now, BATCH_SIZE)) {
      if (!postponed.containsKey(id) && called.putIfAbsent(id, now) == null) {
        timers.schedule(id, now);
      }
    }
  }

  /**
   * Everything would sleep for as long as the clock was set back. Waits are measured by another
   * clock, which nobody sets: after one of them this one must not be behind where it was.
   */
  private void watchClock(Instant before) {
    delayedExecutor.runAfter(
        CLOCK_CHECK_INTERVAL,
        () -> {
          Instant now = clock.instant();
          Instant seen = before; // until all are called; what fails is done again
          try {
            if (now.isBefore(before)) {
              log.warn("The clock was set back by {}", Duration.between(now, before));
              timers.clockSetBack();
              store.dueBefore(now.plus(FAR), BATCH_SIZE).forEach(id -> callUrgently(id, now));
            }
            seen = now;
          } finally {
            watchClock(seen);
          }
        });
  }

  private void callUrgently(TaskId task, Instant moment) {
    urgent.add(task);
    postponed.remove(task);
    called.put(task, moment);
    timers.schedule(task, moment);
  }
}
