package io.github.reelay.tracking.execution;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
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
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The executor of submits, the one thing that must not be repeated. SUBMITTING is committed under
 * this run's name, then the POST leaves, then its answer is committed. A SUBMITTING task found
 * without its POST under way here was begun by a run that is gone: its answer is lost, and it is
 * never posted again.
 */
public final class SubmitExecutor {
  private static final Logger log = LoggerFactory.getLogger(SubmitExecutor.class);

  /** An answer that cannot be stored is worth money: it is held and tried again this often. */
  private static final Duration STORE_RETRY_DELAY = Duration.ofSeconds(1);

  private static final int MAX_STORE_ATTEMPTS = 600;

  private final TaskUpdater updater;
  private final QueueDispatcher dispatcher;
  private final ProviderGateway provider;
  private final Bulkheads bulkheads;
  private final String owner;
  private final DelayedExecutor delayedExecutor;
  private final InstantSource clock;
  private final TrackerListener listener;
  private final Set<TaskId> inProgress = ConcurrentHashMap.newKeySet();
  private final Object idleMonitor = new Object();
  private volatile boolean closed;

  public SubmitExecutor(
      TaskUpdater updater,
      QueueDispatcher dispatcher,
      ProviderGateway provider,
      Bulkheads bulkheads,
      String owner,
      DelayedExecutor delayedExecutor,
      InstantSource clock,
      TrackerListener listener) {
    this.updater = updater;
    this.dispatcher = dispatcher;
    this.provider = provider;
    this.bulkheads = bulkheads;
    this.owner = owner;
    this.delayedExecutor = delayedExecutor;
    this.clock = clock;
    this.listener = listener;
  }

  /** A QUEUED task is due. Returns when to look again if nothing was committed. */
  @Nullable
  public Instant run(Task task, TaskState.Queued queued) {
    Instant now = clock.instant();
    Instant notBefore = queued.notBefore();
    if (notBefore != null && now.isBefore(notBefore)) {
      return notBefore;
    }
    Task source = sourceTask(task);
    if (task.request().source() != null && isGone(source)) {
      Failure gone = Failure.of(FailureKind.SOURCE_GONE, "the source was deleted");
      updater.apply(task.id(), new TaskEvent.NoOffer(gone));
      return null;
    }
    List<Offer> offers =
        provider.offers(task.request(), source).stream()
            .filter(o -> !queued.tried().contains(o.provider()))
            .filter(o -> !o.price().isMoreThan(task.reserved()))
            .toList();
    if (offers.isEmpty()) {
      Failure last = queued.last();
      Failure failure =
          last != null ? last : Failure.of(FailureKind.NO_PROVIDER, "nobody takes it");
      updater.apply(task.id(), new TaskEvent.NoOffer(failure));
      return null;
    }
    Optional<Boolean> done =
        Bulkheads.tryRun(bulkheads.submits, () -> submit(task, offers.getFirst(), source));
    if (done.isEmpty()) {
      return now.plus(Bulkheads.FULL_RETRY_DELAY);
    }
    return done.get() ? null : now.plus(TrackingConfig.QUEUE_RETRY_DELAY);
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

  /** The program stops and will not hear the answers any more. */
  public void abandonPending() {
    for (TaskId id : Set.copyOf(inProgress)) {
      updater.apply(
          id, new TaskEvent.SubmitResultLost("the program was stopped before the answer came"));
    }
  }

  private boolean submit(Task waiting, Offer offer, @Nullable Task source) {
    inProgress.add(waiting.id());
    boolean held = false;
    try {
      // Looked at after it is noted as under way: whoever closes this either sees it or stops it.
      if (closed) {
        return false;
      }
      Task task = dispatcher.tryStart(waiting, offer, owner).orElse(null);
      if (task == null) {
        return false;
      }
      Instant sent = clock.instant();
      SubmitResult result = post(task, source);
      Duration elapsed = Duration.between(sent, clock.instant());
      held = !storeResult(task.id(), result, 1);
      listener.submitted(task, result, elapsed);
      return true;
    } finally {
      if (!held) {
        markEnded(waiting.id());
      }
    }
  }

  private SubmitResult post(Task task, @Nullable Task source) {
    try {
      return provider.submit(task, source);
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("task", task.id())
          .setCause(e)
          .log("The POST failed in a way nobody planned for; it counts as perhaps charged");
      return new SubmitResult.Unknown("unexpected " + e.getClass().getSimpleName());
    }
  }

  private boolean storeResult(TaskId id, SubmitResult result, int tries) {
    try {
      updater.apply(id, new TaskEvent.Submitted(result, owner));
      return true;
    } catch (RuntimeException e) {
      log.atError()
          .addKeyValue("task", id)
          .setCause(e)
          .log(
              "The provider answered {}, but it cannot be stored yet; it is kept and tried again",
              result);
      if (tries < MAX_STORE_ATTEMPTS) {
        delayedExecutor.runAfter(STORE_RETRY_DELAY, () -> retryStore(id, result, tries + 1));
        return false;
      }
      return true;
    }
  }

  private void retryStore(TaskId id, SubmitResult result, int tries) {
    if (storeResult(id, result, tries)) {
      markEnded(id);
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
