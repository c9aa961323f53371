package io.github.reelay.tracking.execution;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.DelayedExecutor;
import io.github.reelay.tracking.port.ProviderGateway;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.state.TaskEvent;
import io.github.reelay.tracking.state.TrackingConfig;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.event.Level;

/**
 * The executor of submits, the one thing that must not be repeated. SUBMITTING is committed under
 * this run's name, then the POST leaves, then its answer is committed. A SUBMITTING task found
 * without its POST under way here was begun by a run that is gone: its answer is lost, and it is
 * never posted again.
 */
public final class SubmitExecutor {
  private static final Logger log = LoggerFactory.getLogger(SubmitExecutor.class);

  /**
   * An answer that cannot be stored is worth money: it is kept for as long as the program runs, and
   * tried again this often.
   */
  private static final Duration STORE_RETRY_DELAY = Duration.ofSeconds(1);

  /** Of a store that stays down, one line a minute is enough. */
  private static final int FAILURES_PER_LOG_LINE = 60;

  private final TaskUpdater updater;
  private final QueueDispatcher dispatcher;
  private final ProviderGateway provider;
  private final Bulkheads bulkheads;
  private final String owner;
  private final DelayedExecutor delayedExecutor;
  private final InstantSource clock;
  private final TrackerListener listener;
  private final Consumer<Task> onLateStore;
  private final Set<TaskId> inProgress = ConcurrentHashMap.newKeySet();
  private final Map<TaskId, TaskEvent> unstored = new ConcurrentHashMap<>();
  private final Object idleMonitor = new Object();
  private volatile boolean closed;

  /**
   * @param onLateStore is given each task whose answer had to be kept, once it is stored
   */
  public SubmitExecutor(
      TaskUpdater updater,
      QueueDispatcher dispatcher,
      ProviderGateway provider,
      Bulkheads bulkheads,
      String owner,
      DelayedExecutor delayedExecutor,
      InstantSource clock,
      TrackerListener listener,
      Consumer<Task> onLateStore) {
    this.updater = updater;
    this.dispatcher = dispatcher;
    this.provider = provider;
    this.bulkheads = bulkheads;
    this.owner = owner;
    this.delayedExecutor = delayedExecutor;
    this.clock = clock;
    this.listener = listener;
    this.onLateStore = onLateStore;
  }

  /** A QUEUED task is due. Returns when to look again if nothing was committed. */
  @Nullable
  public Instant run(Task task, TaskState.Queued queued) {
    Instant now = clock.instant();
    Task source = sourceTask(task);
    if (task.request().source() != null && isGone(source)) {
      updater.apply(task.id(), TaskEvent.NoOffer.sourceGone());
      return null;
    }
    List<Offer> offers =
        provider.offers(task.request(), source).stream()
            .filter(o -> !queued.tried().contains(o.provider()))
            .filter(o -> !o.price().isMoreThan(task.reserved()))
            .toList();
    if (offers.isEmpty() && !dispatcher.isReady(task)) {
      return now.plus(TrackingConfig.QUEUE_CHECK_INTERVAL);
    }
    if (offers.isEmpty()) {
      Failure last = queued.last();
      Failure failure =
          last != null ? last : Failure.of(FailureKind.NO_PROVIDER, "nobody takes it");
      updater.apply(task.id(), new TaskEvent.NoOffer(failure));
      return null;
    }
    Optional<Boolean> done =
        bulkheads.submits.tryRun(task.id(), () -> submit(task, offers.getFirst(), source));
    return done.orElse(false) ? null : now.plus(TrackingConfig.QUEUE_CHECK_INTERVAL);
  }

  /** A SUBMITTING task is due: nobody of this run waits for its answer, so it is lost. */
  @Nullable
  public Instant handleUnanswered(Task task) {
    if (inProgress.contains(task.id())) {
      return clock.instant().plus(TrackingConfig.SUBMIT_GRACE);
    }
    updater.apply(
        task.id(),
        new TaskEvent.SubmitResultLost("the program stopped before the answer was stored"));
    return null;
  }

  /** Lets no further POST leave, and waits until none is under way, at most so long. */
  public void awaitIdle(Duration atMost) throws InterruptedException {
    closed = true;
    synchronized (idleMonitor) {
      long end = System.nanoTime() + atMost.toNanos();
      for (long left = atMost.toNanos(); !inProgress.isEmpty() && left > 0; ) {
        idleMonitor.wait(left / 1_000_000, (int) (left % 1_000_000));
        left = end - System.nanoTime();
      }
    }
  }

  private void markEnded(TaskId id) {
    synchronized (idleMonitor) {
      inProgress.remove(id);
      idleMonitor.notifyAll();
    }
  }

  /**
   * The program stops and will not hear the answers any more. One that came and could not be stored
   * is tried once more; what fails even then is found SUBMITTING by the next run.
   */
  public void abandonPending() {
    for (TaskId id : Set.copyOf(inProgress)) {
      TaskEvent lost =
          new TaskEvent.SubmitResultLost("the program was stopped before the answer came");
      TaskEvent outcome = unstored.getOrDefault(id, lost);
      try {
        updater.apply(id, outcome);
      } catch (RuntimeException e) {
        log.atError()
            .addKeyValue("task", id)
            .setCause(e)
            .log("Not stored at the stop: {}", outcome);
      }
    }
  }

  /** Whether something was committed. */
  private boolean submit(Task waiting, Offer offer, @Nullable Task source) {
    TaskId id = waiting.id();
    if (!inProgress.add(id)) {
      return false;
    }
    // From here on it is under way until what came of it is stored, be that by another thread.
    boolean ended = true;
    try {
      // Looked at after it is noted as under way: whoever closes this either sees it or stops it.
      if (closed) {
        return false;
      }
      Optional<Task> started;
      try {
        started = dispatcher.tryStart(waiting, offer, owner);
      } catch (RuntimeException e) {
        // Whatever of the failed commit is in the row: no POST leaves for it.
        ended = false;
        ended = store(id, new TaskEvent.SubmitAbandoned(owner), 0);
        throw e;
      }
      if (started.isEmpty()) {
        return false;
      }
      Task task = started.get();
      Instant sent = clock.instant();
      SubmitResult result =
          post(task, () -> provider.submit(task, source, keyed -> note(task, keyed)));
      Duration elapsed = Duration.between(sent, clock.instant());
      ended = false;
      ended = store(id, new TaskEvent.Submitted(result, postNumber(task)), 0);
      listener.submitted(task, result, elapsed);
      return true;
    } finally {
      if (ended) {
        markEnded(id);
      }
    }
  }

  private static int postNumber(Task started) {
    return started.state() instanceof TaskState.Submitting submitting ? submitting.attempts() : 0;
  }

  /** If it cannot be noted, the POST is not repeated; it leaves all the same. */
  private void note(Task task, KeyedPost post) {
    try {
      updater.apply(task.id(), new TaskEvent.PostKeyed(post, postNumber(task)));
    } catch (RuntimeException e) {
      log.atWarn()
          .addKeyValue("task", task.id())
          .setCause(e)
          .log("What is sent could not be stored, so it will not be repeated");
    }
  }

  /**
   * An unanswered POST is due to be repeated: the same order to the provider, whoever else repeats
   * it. Returns when to look again if nothing was committed.
   */
  @Nullable
  public Instant repeat(Task task, TaskState.Unconfirmed unconfirmed, KeyedPost.Repeat repeat) {
    if (!inProgress.add(task.id())) {
      return clock.instant().plus(TrackingConfig.SUBMIT_GRACE);
    }
    boolean ended = true;
    try {
      Optional<SubmitResult> result =
          closed
              ? Optional.empty()
              : bulkheads.submits.tryRun(
                  task.id(), () -> post(task, () -> provider.repeat(task, repeat.post())));
      if (result.isEmpty()) {
        return clock.instant().plus(TrackingConfig.QUEUE_CHECK_INTERVAL);
      }
      ended = false;
      ended =
          store(
              task.id(),
              new TaskEvent.Repeated(result.get(), unconfirmed.attempts(), unconfirmed.repeats()),
              0);
      return ended ? null : clock.instant().plus(TrackingConfig.SUBMIT_GRACE);
    } finally {
      if (ended) {
        markEnded(task.id());
      }
    }
  }

  private static SubmitResult post(Task task, Supplier<SubmitResult> call) {
    try {
      return call.get();
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("task", task.id())
          .setCause(e)
          .log("The POST failed in a way nobody planned for; it counts as perhaps charged");
      return new SubmitResult.Unknown("unexpected " + e.getClass().getSimpleName());
    }
  }

  /**
   * Stores what came of a turn, or keeps it until that works: whatever the store throws, and
   * whether or not it had committed before. As it counts for its own POST only, storing it twice is
   * harmless.
   *
   * @return false if it is kept, and somebody else will mark it as ended
   */
  private boolean store(TaskId id, TaskEvent outcome, int failures) {
    boolean stored = false;
    unstored.put(id, outcome);
    try {
      if (updater.apply(id, outcome).isEmpty()) {
        reportUnused(id, outcome);
      }
      stored = true;
    } catch (RuntimeException e) {
      log.atLevel(failures % FAILURES_PER_LOG_LINE == 0 ? Level.ERROR : Level.DEBUG)
          .addKeyValue("task", id)
          .setCause(e)
          .log("Cannot be stored yet, so it is kept and tried again: {}", outcome);
    } finally {
      if (stored) {
        unstored.remove(id);
      } else {
        delayedExecutor.runAfter(STORE_RETRY_DELAY, () -> retryStore(id, outcome, failures + 1));
      }
    }
    return stored;
  }

  private void retryStore(TaskId id, TaskEvent outcome, int failures) {
    if (store(id, outcome, failures)) {
      markEnded(id);
      updater.find(id).ifPresent(onLateStore);
    }
  }

  /** A provider works, and charges, for a task that knows nothing of it: a person must look. */
  private void reportUnused(TaskId id, TaskEvent outcome) {
    SubmitResult result =
        outcome instanceof TaskEvent.Submitted submitted
            ? submitted.result()
            : outcome instanceof TaskEvent.Repeated repeated ? repeated.result() : null;
    if (!(result instanceof SubmitResult.Accepted(String remoteId))) {
      return;
    }
    Task task = updater.find(id).orElse(null);
    if (task == null || !remoteId.equals(task.remoteId())) {
      log.atError()
          .addKeyValue("task", id)
          .log("The provider has accepted it as {}, which nobody waits for any more", remoteId);
      listener.acceptedUnused(id, remoteId);
    }
  }

  private static boolean isGone(@Nullable Task source) {
    return source == null || source.state() instanceof TaskState.Deleted;
  }

  private @Nullable Task sourceTask(Task task) {
    TaskId id = task.request().source();
    return id == null ? null : updater.find(id).orElse(null);
  }
}
