package io.github.reelay.tracking;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.tracking.duration.DurationStore;
import io.github.reelay.tracking.duration.MeasuredDurations;
import io.github.reelay.tracking.execution.AcceptExecutor;
import io.github.reelay.tracking.execution.Bulkheads;
import io.github.reelay.tracking.execution.CallbackExecutor;
import io.github.reelay.tracking.execution.DeliveryExecutor;
import io.github.reelay.tracking.execution.PollExecutor;
import io.github.reelay.tracking.execution.QueueDispatcher;
import io.github.reelay.tracking.execution.RequestExecutor;
import io.github.reelay.tracking.execution.StatusUpdater;
import io.github.reelay.tracking.execution.SubmitExecutor;
import io.github.reelay.tracking.execution.TaskLocks;
import io.github.reelay.tracking.execution.TaskSweeper;
import io.github.reelay.tracking.execution.TaskUpdater;
import io.github.reelay.tracking.execution.WaitingLine;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.AdmissionCheck;
import io.github.reelay.tracking.port.ChatPlatform;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.QueueEntry;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import io.github.reelay.tracking.port.TaskTimers;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import io.github.reelay.tracking.state.StatusViewFactory;
import io.github.reelay.tracking.state.TaskTransitions;
import io.github.reelay.tracking.state.TrackingConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The task tracker: follows every task until nothing is owed any more.
 *
 * <p>{@link #run} is called when a task is due (by {@link TaskTimers}), does the one thing its
 * stored state asks for, commits what came of it and says when the task is due next. People's and
 * operators' wishes come by {@link TaskService}. The state in the store decides everything, so a
 * new run of the program simply goes on. Thread-safe.
 */
public final class Tracker implements TaskService {
  private static final Duration STOPPING_RETRY_DELAY = Duration.ofSeconds(5);

  private final Dependencies dependencies;
  private final MeasuredDurations durations;
  private final TaskUpdater updater;
  private final WaitingLine line;
  private final QueueDispatcher dispatcher;
  private final StatusUpdater statusUpdater;
  private final AcceptExecutor acceptor;
  private final RequestExecutor requests;
  private final SubmitExecutor submitter;
  private final PollExecutor poller;
  private final DeliveryExecutor deliverer;
  private final TaskSweeper sweeper;
  private final CallbackExecutor callbacks;
  private volatile boolean stopping;

  /**
   * What the tracker is made of.
   *
   * @param owner names this run of the program; no two runs share it
   */
  public record Dependencies(
      TaskStore store,
      DurationStore durations,
      TaskTimers timers,
      DelayedExecutor delayedExecutor,
      ProviderGateway provider,
      MediaStore media,
      Map<String, ChatPlatform> platforms,
      ConcurrencyLimits limits,
      TrackingConfig config,
      InstantSource clock,
      String owner,
      TrackerListener listener) {}

  public Tracker(Dependencies dependencies) {
    this.dependencies = dependencies;
    TaskStore store = dependencies.store();
    ConcurrencyLimits limits = dependencies.limits();
    DelayedExecutor later = dependencies.delayedExecutor();
    InstantSource clock = dependencies.clock();
    TrackerListener listener = dependencies.listener();
    Bulkheads bulkheads = new Bulkheads(this::scheduleNow);
    TaskLocks locks = new TaskLocks();
    this.durations = new MeasuredDurations(dependencies.durations(), clock);
    this.line = new WaitingLine(store, limits, clock);
    this.updater =
        new TaskUpdater(
            store,
            new TaskTransitions(dependencies.config(), durations::of),
            clock,
            listener,
            line);
    this.dispatcher = new QueueDispatcher(line, updater, this::scheduleNow, limits, later);
    this.statusUpdater =
        new StatusUpdater(
            updater,
            dependencies.platforms(),
            task ->
                StatusViewFactory.of(
                    task, clock.instant(), dispatcher.place(task), durations.of(task.offer())),
            locks,
            later,
            clock,
            listener,
            this::scheduleNow,
            dependencies.config().keepStatus());
    this.acceptor =
        new AcceptExecutor(
            store,
            listener,
            line,
            accepted -> {
              scheduleNow(accepted.id());
              statusUpdater.refresh(accepted);
            });
    this.submitter =
        new SubmitExecutor(
            updater,
            dispatcher,
            dependencies.provider(),
            bulkheads,
            dependencies.owner(),
            later,
            clock,
            listener,
            this::followChange);
    this.poller =
        new PollExecutor(
            updater,
            dependencies.provider(),
            dependencies.media(),
            dependencies.platforms(),
            bulkheads,
            durations,
            clock,
            listener);
    this.sweeper = new TaskSweeper(store, dependencies.timers(), later, clock);
    this.callbacks =
        new CallbackExecutor(
            updater,
            store,
            dependencies.provider(),
            bulkheads,
            this::followChange,
            sweeper::callNow);
    this.requests =
        new RequestExecutor(
            updater, store, dependencies.media(), clock, this::followChange, sweeper::callWhenDue);
    this.deliverer =
        new DeliveryExecutor(
            updater,
            dependencies.platforms(),
            dependencies.media(),
            store,
            bulkheads,
            locks,
            clock,
            listener);
  }

  /**
   * Does what the task's stored state asks for, if it is due.
   *
   * @return when the task is due next; empty when nothing is owed any more
   */
  public Optional<Instant> run(TaskId id) {
    if (stopping) {
      return Optional.of(dependencies.clock().instant().plus(STOPPING_RETRY_DELAY));
    }
    boolean urgent = sweeper.begin(id);
    boolean looked = false;
    try {
      Optional<Instant> next = run(id, urgent);
      looked = true;
      return next;
    } finally {
      if (urgent && !looked) {
        sweeper.stayUrgent(id);
      }
    }
  }

  private Optional<Instant> run(TaskId id, boolean urgent) {
    Task task = updater.find(id).orElse(null);
    if (task == null || task.due() == null) {
      return Optional.empty();
    }
    if (!urgent && dependencies.clock().instant().isBefore(task.due()) && !isDueIfCalled(task)) {
      return Optional.of(task.due());
    }
    if (task.state() instanceof TaskState.Running) {
      sweeper.beginPoll(id);
    }
    Instant again = execute(task);
    Task after = updater.find(id).orElse(task);
    // What another firing of its timer has moved on meanwhile is due when its new state says so.
    Instant retryAt = after.state().equals(task.state()) ? again : null;
    statusUpdater.refresh(after);
    if (QueueEntry.takesPlace(task) && !QueueEntry.takesPlace(after)) {
      dispatcher.callReady();
    }
    if (again == null && isReadyAgain(after)) {
      return Optional.of(dependencies.clock().instant());
    }
    Instant due = after.due();
    if (urgent && due != null && retryAt != null && retryAt.isBefore(due)) {
      sweeper.stayUrgent(id); // nothing was committed, and its due moment may be years away
      return Optional.of(retryAt);
    }
    if (due != null && retryAt != null && retryAt.isAfter(due)) {
      sweeper.postpone(id, retryAt);
      return Optional.of(retryAt);
    }
    return Optional.ofNullable(due);
  }

  /** A provider has not taken it, and another may: it need not be called for that. */
  private boolean isReadyAgain(Task after) {
    return after.state() instanceof TaskState.Queued queued
        && queued.last() != null
        && after.status().exists()
        && dispatcher.isReady(after);
  }

  private @Nullable Instant execute(Task task) {
    return switch (task.state()) {
      case TaskState.Queued queued ->
          task.status().exists() ? submitter.run(task, queued) : statusRetryTime();
      case TaskState.Submitting _ -> submitter.handleUnanswered(task);
      case TaskState.Running running -> poller.run(task, running);
      case TaskState.InDelivery _ -> deliverer.run(task);
      case TaskState.Unconfirmed unconfirmed when unconfirmed.repeat() != null ->
          submitter.repeat(task, unconfirmed, unconfirmed.repeat());
      case TaskState.Unconfirmed unconfirmed when unconfirmed.lost() != null ->
          poller.run(task, unconfirmed.lost());
      case TaskState.AtRest _ -> statusRetryTime();
    };
  }

  /** Only the status message is owed, which the status updater shows. */
  private Instant statusRetryTime() {
    return dependencies.clock().instant().plus(TrackingConfig.STATUS_RETRY_DELAY);
  }

  /**
   * Its turn has come, whatever a clock says that was set back since; or it was begun by another
   * run of the program, and a timer for it means that run is gone: no need to wait.
   */
  private boolean isDueIfCalled(Task task) {
    return switch (task.state()) {
      case TaskState.Queued _ -> task.status().exists() && dispatcher.isReady(task);
      case TaskState.Submitting s -> !s.owner().equals(dependencies.owner());
      case TaskState.Delivering d -> d.underway();
      case TaskState.Running _, TaskState.Ready _, TaskState.AtRest _ -> false;
    };
  }

  /** Takes up what an earlier run left. Call once, before anything is accepted. */
  public void recover() {
    durations.refresh();
    sweeper.recover(statusUpdater::refresh);
  }

  /**
   * Finds what is due and has no timer, or owes a word; harmless at any time. Call every few
   * seconds.
   */
  public void sweep() {
    durations.refresh();
    sweeper.sweep();
    dispatcher.callReady();
    dispatcher.takeMovedPlaces().forEach(statusUpdater::refreshSoon);
  }

  /**
   * Stops in order: nothing new is begun, and POSTs under way are waited for. Those not answered by
   * then become UNCONFIRMED; all else is durable and goes on with the next run.
   */
  public void stop(Duration grace) throws InterruptedException {
    stopping = true;
    submitter.awaitIdle(grace);
    submitter.abandonPending();
  }

  /**
   * A provider has called about a task, which is asked about now. Blocks while that is done.
   *
   * @param attempts the number of the POST that gave the provider the address it has called
   * @param remoteId how the provider calls the task; null if it did not say
   * @return false if nothing could be made of it yet, but perhaps can be later
   */
  public boolean takeCallback(TaskId id, int attempts, @Nullable String remoteId) {
    return stopping ? false : callbacks.run(id, attempts, remoteId);
  }

  /** Something that no timer has brought about. */
  private void followChange(Task changed) {
    scheduleNow(changed.id());
    statusUpdater.refresh(changed);
    dispatcher.callReady();
  }

  private void scheduleNow(TaskId id) {
    dependencies.timers().schedule(id, dependencies.clock().instant());
  }

  @Override
  public AcceptResult accept(Task task, AdmissionCheck admission) {
    return acceptor.accept(task, admission);
  }

  @Override
  public boolean cancel(TaskId id, boolean byModerator) {
    return requests.cancel(id, byModerator);
  }

  @Override
  public boolean fetch(TaskId id, Destination destination) {
    return requests.fetch(id, destination);
  }

  @Override
  public boolean settle(TaskId id, boolean charged) {
    return requests.settle(id, charged);
  }

  @Override
  public boolean retryDelivery(TaskId id) {
    return requests.retryDelivery(id);
  }

  @Override
  public boolean report(TaskId id) {
    boolean reported = requests.report(id);
    if (reported) {
      showLinksAnew(id);
    }
    return reported;
  }

  @Override
  public boolean delete(TaskId id) {
    boolean deleted = requests.delete(id);
    if (deleted) {
      showLinksAnew(id);
    }
    return deleted;
  }

  /**
   * Status messages that link to a video which is gone; captions are the chats' own. Beside the
   * answer, which nothing may fail that comes after its commit.
   */
  private void showLinksAnew(TaskId gone) {
    dependencies
        .delayedExecutor()
        .runAfter(
            Duration.ZERO,
            () ->
                dependencies
                    .store()
                    .madeFrom(gone, TaskStore.MAX_LINKS)
                    .forEach(statusUpdater::showAnew));
  }

  @Override
  public Optional<Task> find(TaskId id) {
    return updater.find(id);
  }

  @Override
  public StatusView view(Task task) {
    return statusUpdater.view(task);
  }
}
