package io.github.reelay.tracking;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.tracking.execution.Bulkheads;
import io.github.reelay.tracking.execution.DeliveryExecutor;
import io.github.reelay.tracking.execution.PollExecutor;
import io.github.reelay.tracking.execution.QueueDispatcher;
import io.github.reelay.tracking.execution.StatusUpdater;
import io.github.reelay.tracking.execution.SubmitExecutor;
import io.github.reelay.tracking.execution.TaskLocks;
import io.github.reelay.tracking.execution.TaskUpdater;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.port.TaskTimers;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.port.VideoProvider;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import io.github.reelay.tracking.state.TaskEvent;
import io.github.reelay.tracking.state.TaskTransitions;
import io.github.reelay.tracking.state.TrackingConfig;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Follows every task until nothing is owed any more.
 *
 * <p>{@link #run} is called when a task is due (by {@link TaskTimers}), does the one thing its
 * stored state asks for, commits what came of it and says when the task is due next. People's and
 * operators' wishes come by {@link TaskService}. The state in the store decides everything, so a
 * new run of the program simply goes on. Thread-safe.
 */
public final class Tracker implements TaskService {
  private static final Logger log = LoggerFactory.getLogger(Tracker.class);

  /** Tasks looked at in one sweep; the next sweep comes soon. */
  private static final int SWEEP = 500;

  /** States that a run which was killed leaves behind, to be looked at without waiting. */
  private static final Set<Class<? extends TaskState>> LEFT_BEHIND =
      Set.of(TaskState.Submitting.class, TaskState.Delivering.class, TaskState.Queued.class);

  private static final Duration STOPPING = Duration.ofSeconds(5);

  private final Parts parts;
  private final TaskUpdater updater;
  private final QueueDispatcher queue;
  private final StatusUpdater statusUpdater;
  private final SubmitExecutor submitter;
  private final PollExecutor polls;
  private final DeliveryExecutor delivery;
  private volatile boolean stopping;

  /**
   * What the tracker is made of.
   *
   * @param owner names this run of the program; no two runs share it
   */
  public record Parts(
      TaskStore store,
      TaskTimers timers,
      DelayedExecutor delay,
      VideoProvider provider,
      MediaStore media,
      Map<String, ChatPlatform> platforms,
      ConcurrencyLimits limits,
      TrackingConfig config,
      InstantSource clock,
      String owner,
      TrackerListener listener) {}

  public Tracker(Parts parts) {
    this.parts = parts;
    Bulkheads bulkheads = new Bulkheads();
    TaskLocks locks = new TaskLocks();
    this.updater =
        new TaskUpdater(
            parts.store(), new TaskTransitions(parts.config()), parts.clock(), parts.listener());
    this.queue =
        new QueueDispatcher(parts.store(), updater, parts.timers(), parts.limits(), parts.clock());
    this.statusUpdater =
        new StatusUpdater(
            updater,
            parts.platforms(),
            queue::place,
            locks,
            parts.delay(),
            parts.clock(),
            parts.listener(),
            this::alarm);
    this.submitter =
        new SubmitExecutor(
            updater,
            queue,
            parts.provider(),
            bulkheads,
            parts.owner(),
            parts.delay(),
            parts.clock(),
            parts.listener());
    this.polls =
        new PollExecutor(
            updater, parts.provider(), parts.media(), bulkheads, parts.clock(), parts.listener());
    this.delivery =
        new DeliveryExecutor(
            updater,
            parts.platforms(),
            parts.media(),
            bulkheads,
            locks,
            parts.clock(),
            parts.listener());
  }

  /**
   * Does what the task's stored state asks for, if it is due.
   *
   * @return when the task is due next; empty when nothing is owed any more
   */
  public Optional<Instant> run(TaskId id) {
    if (stopping) {
      return Optional.of(parts.clock().instant().plus(STOPPING));
    }
    Task task = updater.find(id).orElse(null);
    if (task == null || task.due() == null) {
      return Optional.empty();
    }
    if (parts.clock().instant().isBefore(task.due()) && !isOrphan(task)) {
      return Optional.of(task.due());
    }
    Instant again = carryOut(task);
    Task after = updater.find(id).orElse(task);
    statusUpdater.refresh(id);
    if (isWorking(task) && !isWorking(after)) {
      queue.wake().forEach(statusUpdater::refresh);
    }
    Instant due = after.due();
    if (due == null) {
      return Optional.empty();
    }
    return Optional.of(again != null && again.isAfter(due) ? again : due);
  }

  private @Nullable Instant carryOut(Task task) {
    return switch (task.state()) {
      case TaskState.Queued queued ->
          task.status().exists() ? submitter.run(task, queued) : later();
      case TaskState.Submitting _ -> submitter.found(task);
      case TaskState.Running running -> polls.run(task, running);
      case TaskState.InDelivery _ -> delivery.run(task);
      case TaskState.AtRest _ -> later();
    };
  }

  /** Only the status message is owed, which the board shows. */
  private Instant later() {
    return parts.clock().instant().plus(TrackingConfig.OWED_AGAIN);
  }

  /**
   * Begun by another run of the program. An alarm for it means that run is gone: no need to wait.
   */
  private boolean isOrphan(Task task) {
    return switch (task.state()) {
      case TaskState.Submitting s -> !s.owner().equals(parts.owner());
      case TaskState.Delivering d -> d.underway();
      case TaskState.Queued _, TaskState.Running _, TaskState.Ready _, TaskState.AtRest _ -> false;
    };
  }

  private static boolean isWorking(Task task) {
    return task.state() instanceof TaskState.AtProvider;
  }

  /**
   * Takes up what an earlier run left: what was being submitted or delivered is looked at now, all
   * else when it is due. Call once, before anything is accepted.
   */
  public void recover() {
    List<Task> left = parts.store().inStates(LEFT_BEHIND, Integer.MAX_VALUE);
    left.forEach(t -> alarm(t.id()));
    left.forEach(t -> statusUpdater.refresh(t.id()));
    if (!left.isEmpty()) {
      log.info("Takes up {} tasks of an earlier run", left.size());
    }
    sweep();
  }

  /**
   * Finds what is due and has no alarm, or owes a word; harmless at any time. Call every few
   * seconds.
   */
  public void sweep() {
    Instant now = parts.clock().instant();
    for (TaskId id : parts.store().dueBefore(now, SWEEP)) {
      parts.timers().at(id, now);
    }
  }

  /**
   * Stops in order: nothing new is begun, and POSTs under way are waited for. Those not answered by
   * then become UNCONFIRMED; all else is durable and goes on with the next run.
   */
  public void stop(Duration grace) throws InterruptedException {
    stopping = true;
    submitter.awaitIdle(grace);
    submitter.giveUp();
  }

  private void alarm(TaskId id) {
    parts.timers().at(id, parts.clock().instant());
  }

  private boolean ask(TaskId id, TaskEvent event) {
    Optional<Task> after = updater.apply(id, event);
    after.ifPresent(task -> {
      alarm(id);
      statusUpdater.refresh(id);
      queue.wake().forEach(statusUpdater::refresh);
    });
    return after.isPresent();
  }

  @Override
  public AcceptResult accept(Task task, AdmissionCheck admission) {
    AcceptResult result = parts.store().accept(task, admission);
    if (result instanceof AcceptResult.Accepted(Task accepted)) {
      log.atInfo()
          .addKeyValue("task", accepted.id())
          .addKeyValue("provider", accepted.offer().provider())
          .addKeyValue("chat", accepted.address().chat())
          .log(
              "Accepted, {} reserved; posted once its status message is seen", accepted.reserved());
      parts.listener().moved(accepted, accepted);
      alarm(accepted.id());
      statusUpdater.refresh(accepted.id());
    }
    return result;
  }

  @Override
  public boolean cancel(TaskId id) {
    return ask(id, new TaskEvent.CancelAsked());
  }

  @Override
  public boolean fetch(TaskId id, Destination where) {
    return holdsFile(id) && ask(id, new TaskEvent.FetchAsked(where));
  }

  /** Nothing is promised that cannot be kept: a kept file may have been swept. */
  private boolean holdsFile(TaskId id) {
    Task task = updater.find(id).orElse(null);
    return task != null
        && (!(task.state() instanceof TaskState.Undeliverable kept)
            || parts.media().has(kept.video()));
  }

  @Override
  public boolean rule(TaskId id, boolean charged) {
    return ask(id, new TaskEvent.Ruled(charged));
  }

  @Override
  public boolean retryDelivery(TaskId id) {
    return updater.find(id).map(t -> fetch(id, t.address())).orElse(false);
  }

  @Override
  public boolean delete(TaskId id) {
    Task task = updater.find(id).orElse(null);
    if (task == null
        || !(task.state() instanceof TaskState.WithFile kept)
        || !ask(id, new TaskEvent.DeleteAsked())) {
      return false;
    }
    try {
      parts.media().drop(kept.video());
    } catch (IOException e) {
      log.atWarn()
          .addKeyValue("task", id)
          .setCause(e)
          .log("The deleted video's file stays until retention takes it");
    }
    return true;
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return updater.find(id);
  }
}
