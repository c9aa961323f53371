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
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
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

  private final TaskUpdater updater;
  private final QueueDispatcher dispatcher;
  private final ProviderGateway provider;
  private final Bulkheads bulkheads;
  private final String owner;
  private final InstantSource clock;
  private final TrackerListener listener;
  private final SubmitOutcomes outcomes;
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
    this.clock = clock;
    this.listener = listener;
    this.outcomes = new SubmitOutcomes(updater, delayedExecutor, listener, onLateStore);
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
    if (outcomes.isUnderWay(task.id())) {
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
    outcomes.awaitIdle(atMost);
  }

  /** The program stops and will not hear the answers any more. */
  public void abandonPending() {
    outcomes.abandonPending();
  }

  /** Whether something was committed. */
  private boolean submit(Task waiting, Offer offer, @Nullable Task source) {
    TaskId id = waiting.id();
    if (!outcomes.begin(id)) {
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
        ended = outcomes.store(id, new TaskEvent.SubmitAbandoned(owner));
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
      ended = outcomes.store(id, new TaskEvent.Submitted(result, postNumber(task)));
      listener.submitted(task, result, elapsed);
      return true;
    } finally {
      if (ended) {
        outcomes.end(id);
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
    if (!outcomes.begin(task.id())) {
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
          outcomes.store(
              task.id(),
              new TaskEvent.Repeated(result.get(), unconfirmed.attempts(), unconfirmed.repeats()));
      return ended ? null : clock.instant().plus(TrackingConfig.SUBMIT_GRACE);
    } finally {
      if (ended) {
        outcomes.end(task.id());
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

  private static boolean isGone(@Nullable Task source) {
    return source == null || source.state() instanceof TaskState.Deleted;
  }

  private @Nullable Task sourceTask(Task task) {
    TaskId id = task.request().source();
    return id == null ? null : updater.find(id).orElse(null);
  }
}
