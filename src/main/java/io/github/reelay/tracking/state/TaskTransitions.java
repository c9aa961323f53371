package io.github.reelay.tracking.state;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Offer;
import io.github.reelay.task.StatusMessage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.duration.UsualDuration;
import io.github.reelay.tracking.port.SubmitResult;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The transitions of a task, the heart of the tracker: what an event means for it. Pure: no clock,
 * no I/O, no chance of its own.
 *
 * <p>The result is one {@link TaskUpdate} (state, what is owed, money, next due moment) that is
 * committed before anything is carried out. An event that means nothing in a state (late, repeated)
 * gives no change. What is to be done next follows from the committed state alone, so a crash at
 * any point loses nothing.
 */
public final class TaskTransitions {
  private static final List<LedgerEntry> NO_ENTRIES = List.of();
  private static final String NOT_SHOWN = "the status message cannot be shown";

  private final TrackingConfig config;
  private final RunningTransitions running;
  private final FetchTransitions fetching = new FetchTransitions();
  private final DeliveryTransitions delivery;

  /** Transitions to which every model takes as long as its row says. */
  public TaskTransitions(TrackingConfig config) {
    this(config, UsualDuration::typical);
  }

  /**
   * @param durations how long models really take: polls are planned by it
   */
  public TaskTransitions(TrackingConfig config, Function<Offer, UsualDuration> durations) {
    this.config = config;
    this.running = new RunningTransitions(config, durations);
    this.delivery = new DeliveryTransitions(config.keepStatus());
  }

  /** The change an event makes; empty when it changes nothing. */
  public Optional<TaskUpdate> apply(Task task, TaskEvent event, Instant now) {
    Optional<Decision> decision =
        switch (event) {
          case TaskEvent.StatusShown shown -> statusShown(task, shown, now);
          case TaskEvent.StatusLost lost -> statusLost(task, lost.kind(), now);
          case TaskEvent.SubmitStarted started -> submitStarted(task, started, now);
          case TaskEvent.NoOffer noOffer -> noOffer(task, noOffer.failure(), now);
          case TaskEvent.Submitted s -> submitted(task, s, now);
          case TaskEvent.PostKeyed keyed -> RepeatTransitions.keyed(task, keyed);
          case TaskEvent.Repeated repeated -> RepeatTransitions.repeated(task, repeated, this, now);
          case TaskEvent.SubmitAbandoned abandoned -> submitAbandoned(task, abandoned, now);
          case TaskEvent.SubmitResultLost lost -> submitResultLost(task, lost.evidence(), now);
          case TaskEvent.Polled p -> running.polled(task, p.result(), now);
          case TaskEvent.FetchFailed f -> fetching.failed(task, f.result(), now);
          case TaskEvent.FileInvalid u -> fetching.fileInvalid(task, u.failure(), now);
          case TaskEvent.FileStored t -> fetching.fileStored(task, t.video(), now);
          case TaskEvent.FilmDecided film -> DeliveryTransitions.filmDecided(task, film);
          case TaskEvent.FileMissing _ -> DeliveryTransitions.fileMissing(task, now);
          case TaskEvent.DeliveryStarted _ -> delivery.started(task, now);
          case TaskEvent.PlaceholderPosted p -> delivery.placeholderPosted(task, p);
          case TaskEvent.DeliveryAttempted d -> delivery.attempted(task, d, now);
          case TaskEvent.CancelRequested(boolean byModerator) ->
              cancelRequested(task, byModerator, now);
          case TaskEvent.FetchRequested f -> delivery.fetchRequested(task, f.destination(), now);
          case TaskEvent.Settled r -> settled(task, r.charged(), now);
          case TaskEvent.Reported _ -> delivery.reported(task, now);
          case TaskEvent.DeleteRequested _ -> delivery.deleteRequested(task, now);
        };
    return decision.map(d -> toUpdate(task, d, now));
  }

  private TaskUpdate toUpdate(Task basis, Decision decision, Instant now) {
    Task next = decision.task();
    if (basis.state() instanceof TaskState.AtRest && !(next.state() instanceof TaskState.AtRest)) {
      next = next.withStatus(next.status().withUnknownView()); // it may come to the same rest again
    }
    Task updated = next.nextVersion(next.state(), DueTime.of(next, config, now));
    return new TaskUpdate(basis.version(), updated, decision.entries());
  }

  private static Optional<Decision> statusShown(
      Task task, TaskEvent.StatusShown shown, Instant now) {
    MessageRef known = task.status().message();
    if (known != null && !known.equals(shown.message()) && !known.equals(shown.before())) {
      // This process slept while another posted the status: the video may stand there already.
      return Optional.empty();
    }
    if (known == null && task.state() instanceof TaskState.Delivering) {
      return Optional.empty(); // what is being posted was begun without it, and does without it
    }
    StatusMessage status = task.status().shown(shown.message(), shown.fingerprint(), now);
    return Decision.of(task.withStatus(status));
  }

  private static Optional<Decision> statusLost(Task task, FailureKind kind, Instant now) {
    if (task.status().lost()) {
      return Optional.empty();
    }
    Task updated = task.withStatus(task.status().asLost());
    return task.state() instanceof TaskState.Queued
        ? failed(updated, Failure.of(kind, NOT_SHOWN), now)
        : Decision.of(updated);
  }

  private static Optional<Decision> submitStarted(
      Task task, TaskEvent.SubmitStarted started, Instant now) {
    if (!(task.state() instanceof TaskState.Queued queued)
        || !task.status().exists()
        || (queued.notBefore() != null && QueueSnapshot.mustWait(queued.notBefore(), now))
        || started.offer().price().isMoreThan(task.reserved())) {
      return Optional.empty();
    }
    return Decision.of(
        task.withOffer(started.offer()),
        new TaskState.Submitting(now, started.owner(), queued.tried(), queued.attempts()));
  }

  /**
   * Nobody takes it: wait a while (providers come back, the last of them when it said), starting
   * the round anew, then give up for free.
   */
  private static Optional<Decision> noOffer(Task task, Failure failure, Instant now) {
    if (!(task.state() instanceof TaskState.Queued queued)) {
      return Optional.empty();
    }
    Instant unofferedSince = unofferedSince(queued, now);
    Instant deadline = unofferedSince.plus(TrackingConfig.OFFER_TIMEOUT);
    if (!failure.kind().isTransient() || !now.isBefore(deadline)) {
      return failed(task, failure, now);
    }
    Duration wait = Duration.ofSeconds(5L << Math.min(queued.attempts(), 3));
    Duration requestedDelay = failure.retryAfter();
    if (requestedDelay != null && now.plus(requestedDelay).isAfter(deadline)) {
      return failed(task, failure, now);
    }
    Instant retryAt =
        now.plus(
            requestedDelay != null && requestedDelay.compareTo(wait) > 0 ? requestedDelay : wait);
    Instant asked = queued.notBefore();
    boolean isAskedToWait =
        asked != null && asked.isAfter(retryAt) && QueueSnapshot.mustWait(asked, now);
    return Decision.of(
        task,
        new TaskState.Queued(
            queued.since(),
            isAskedToWait ? asked : retryAt,
            Set.of(),
            queued.attempts() + 1,
            failure,
            unofferedSince));
  }

  /** Not asked again for a while after the last time: then it was offered, and waited its turn. */
  private static Instant unofferedSince(TaskState.Queued queued, Instant now) {
    Instant since = queued.unofferedSince();
    Instant asked = queued.notBefore();
    return since == null || asked == null || now.isAfter(asked.plus(TrackingConfig.OFFER_GAP))
        ? now
        : since;
  }

  private Optional<Decision> submitted(Task task, TaskEvent.Submitted event, Instant now) {
    return switch (task.state()) {
      case TaskState.Submitting s when s.attempts() == event.attempts() ->
          submitResult(task, s, event.result(), now);
      case TaskState.Unconfirmed u when u.lost() == null && u.attempts() == event.attempts() ->
          lateResult(task, u, event.result(), now);
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.InDelivery _, TaskState.AtRest _ ->
          Optional.empty();
    };
  }

  /** No POST has left, so nothing can be lost: it waits for another turn. */
  private static Optional<Decision> submitAbandoned(
      Task task, TaskEvent.SubmitAbandoned event, Instant now) {
    if (!(task.state() instanceof TaskState.Submitting submitting)
        || !submitting.owner().equals(event.owner())) {
      return Optional.empty();
    }
    return task.withheld()
        ? cancelled(task, now)
        : backInLine(
            task,
            new TaskState.Queued(
                submitting.since(), null, submitting.tried(), submitting.attempts(), null, null),
            now);
  }

  /**
   * Nothing is submitted whose person sees no status message, and nobody would ever go on with it.
   */
  private static Optional<Decision> backInLine(Task task, TaskState.Queued queued, Instant now) {
    return task.status().lost() && !task.status().exists()
        ? failed(task, Failure.of(FailureKind.CHAT_GONE, NOT_SHOWN), now)
        : Decision.of(task, queued);
  }

  private Optional<Decision> submitResult(
      Task task, TaskState.Submitting submitting, SubmitResult result, Instant now) {
    return switch (result) {
      case SubmitResult.Accepted(String remoteId) -> accepted(task, remoteId, now);
      case SubmitResult.NotAccepted notAccepted -> notAccepted(task, submitting, notAccepted, now);
      case SubmitResult.Refused(Failure failure) -> failed(task, failure, now);
      case SubmitResult.Unknown(String evidence) ->
          RepeatTransitions.unanswered(task, submitting, evidence, submitting.post(), now);
      case SubmitResult.Indeterminate(String evidence) ->
          RepeatTransitions.unanswered(task, submitting, evidence, null, now);
    };
  }

  private static Optional<Decision> notAccepted(
      Task task, TaskState.Submitting submitting, SubmitResult.NotAccepted result, Instant now) {
    if (task.withheld()) {
      return cancelled(task, now);
    }
    if (submitting.attempts() + 1 >= TrackingConfig.MAX_SUBMIT_ATTEMPTS) {
      return failed(task, result.failure(), now);
    }
    Set<String> tried = new HashSet<>(submitting.tried());
    if (result.tryNextProvider()) {
      tried.add(task.offer().provider());
    }
    // Another provider need not wait for the time that this one asked for.
    Duration requestedDelay = result.tryNextProvider() ? null : result.failure().retryAfter();
    Instant retryAt = requestedDelay == null ? null : now.plus(requestedDelay);
    return backInLine(
        task,
        new TaskState.Queued(
            submitting.since(), retryAt, tried, submitting.attempts() + 1, result.failure(), null),
        now);
  }

  /** The answer came after all, to a task whose person was told that it was lost. */
  private Optional<Decision> lateResult(
      Task task, TaskState.Unconfirmed unconfirmed, SubmitResult result, Instant now) {
    return switch (result) {
      case SubmitResult.Accepted(String remoteId) -> accepted(task, remoteId, now);
      case SubmitResult.NotAccepted _, SubmitResult.Refused _
          when unconfirmed.mayBeTakenByRepeat() ->
          Optional.empty();
      case SubmitResult.NotAccepted _, SubmitResult.Refused _ ->
          Decision.of(task, new TaskState.Closed(now, false), List.of(LedgerEntry.release(task)));
      case SubmitResult.Unknown _, SubmitResult.Indeterminate _ -> Optional.empty();
    };
  }

  Optional<Decision> accepted(Task task, String remoteId, Instant now) {
    return Decision.of(
        task, TaskState.Running.started(remoteId, now, now.plus(config.firstPollDelay())));
  }

  private static Optional<Decision> submitResultLost(Task task, String evidence, Instant now) {
    return task.state() instanceof TaskState.Submitting submitting
        ? RepeatTransitions.unanswered(task, submitting, evidence, submitting.post(), now)
        : Optional.empty();
  }

  private static Optional<Decision> cancelRequested(Task task, boolean byModerator, Instant now) {
    return switch (task.state()) {
      case TaskState.Queued _ -> cancelled(task.withCancellation(false, byModerator), now);
      case TaskState.AtProvider _, TaskState.Ready _ ->
          task.withheld() ? Optional.empty() : DeliveryTransitions.withhold(task, byModerator, now);
      case TaskState.Delivering _, TaskState.AtRest _ -> Optional.empty();
    };
  }

  private static Optional<Decision> settled(Task task, boolean charged, Instant now) {
    // While it is asked for again it may be taken, and charged, after somebody has looked.
    if (!(task.state() instanceof TaskState.Unconfirmed unconfirmed)
        || unconfirmed.repeat() != null) {
      return Optional.empty();
    }
    TaskState closed = new TaskState.Closed(now, charged);
    return charged
        ? Decision.of(
            task.withCharge(task.offer().price()), closed, List.of(LedgerEntry.settle(task)))
        : Decision.of(task, closed, List.of(LedgerEntry.release(task)));
  }

  static Optional<Decision> cancelled(Task task, Instant now) {
    return Decision.of(task, new TaskState.Cancelled(now), List.of(LedgerEntry.release(task)));
  }

  static Optional<Decision> failed(Task task, Failure failure, Instant now) {
    return Decision.of(
        task, new TaskState.Failed(now, failure), List.of(LedgerEntry.release(task)));
  }

  /** The next task (its version and due moment are set when the change is made) and its money. */
  record Decision(Task task, List<LedgerEntry> entries) {
    static Optional<Decision> of(Task task) {
      return Optional.of(new Decision(task, NO_ENTRIES));
    }

    static Optional<Decision> of(Task task, TaskState state) {
      return of(task, state, NO_ENTRIES);
    }

    static Optional<Decision> of(Task task, TaskState state, List<LedgerEntry> entries) {
      return Optional.of(new Decision(task.withState(state), entries));
    }
  }
}
