package io.github.reelay.tracking.state;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskState.Delivering;
import io.github.reelay.task.TaskState.Running;
import io.github.reelay.task.TaskState.Undeliverable;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.StatusFingerprint;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.state.TaskTransitions.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of a task whose file is on our disk: posting it exactly once, or keeping it for
 * Fetch. Pure.
 */
final class DeliveryTransitions {
  /**
   * A video that was hidden is shown again no sooner: Discord would take a second post for the
   * first, which was deleted (docs/facts.md, "Discord: nonce").
   */
  private static final Duration MIN_HIDDEN = Duration.ofMinutes(5);

  private static final Failure KEPT_AFTER_CANCEL = Failure.of(FailureKind.KEPT_AFTER_CANCEL);

  private final boolean keepStatus;

  /**
   * @param keepStatus the status message stays beside the video
   */
  DeliveryTransitions(boolean keepStatus) {
    this.keepStatus = keepStatus;
  }

  /**
   * A try begins. A try found under way at this point was begun by a run of the program that is
   * gone: it may have posted something.
   */
  Optional<Decision> started(Task task, Instant now) {
    Instant lostAt = now.plus(TrackingConfig.DELIVERY_TIMEOUT);
    return switch (task.state()) {
      case TaskState.Ready ready -> Decision.of(task, ready.begun(now, lostAt));
      case Delivering d when d.deathsByNow() >= TrackingConfig.MAX_DELIVERY_DEATHS ->
          Decision.of(task, Undeliverable.after(d, now, Failure.of(FailureKind.STOPPED_PROGRAM)));
      case Delivering delivering -> Decision.of(task, delivering.begun(lostAt));
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.AtRest _ -> Optional.empty();
    };
  }

  /** The provider still has what it has made: that is fetched again, for nothing. */
  static Optional<Decision> fileMissing(Task task, Instant now) {
    return switch (task.state()) {
      case TaskState.Ready ready -> fetchedAgain(task, ready, now);
      case Delivering delivering -> fetchedAgain(task, delivering.interrupted(), now);
      case TaskState.Queued _, TaskState.AtProvider _, TaskState.AtRest _ -> Optional.empty();
    };
  }

  private static Optional<Decision> fetchedAgain(
      Task task, TaskState.@Nullable Ready interrupted, Instant now) {
    String remoteId = task.remoteId();
    return remoteId == null
        ? Optional.empty()
        : Decision.of(task, Running.fetchingAgain(remoteId, interrupted, now));
  }

  /** Before a try begins; one that is under way posts what was decided before. */
  static Optional<Decision> filmDecided(Task task, TaskEvent.FilmDecided event) {
    return task.state() instanceof TaskState.InDelivery
            && Objects.equals(event.before(), task.film())
            && !event.film().equals(event.before())
        ? Decision.of(task.withFilm(event.film()))
        : Optional.empty();
  }

  /** One try's alone: where a process slept, another may have gone on without it. */
  Optional<Decision> placeholderPosted(Task task, TaskEvent.PlaceholderPosted event) {
    return task.state() instanceof Delivering delivering && delivering.lastTry().equals(event.by())
        ? Decision.of(task, delivering.withPlaceholder(event.message()))
        : Optional.empty();
  }

  Optional<Decision> attempted(Task task, TaskEvent.DeliveryAttempted event, Instant now) {
    if (task.state() instanceof Running running && running.interrupted() != null) {
      return postedMeanwhile(task, running.interrupted(), event, now);
    }
    if (!(task.state() instanceof Delivering d)) {
      return Optional.empty();
    }
    if (!d.lastTry().equals(event.by()) && !isStillThere(task, d, event)) {
      return Optional.empty(); // the try that is under way is in doubt already
    }
    return switch (event.result()) {
      case DeliveryResult.Posted posted -> posted(task, d.video(), posted, now);
      case DeliveryResult.RetryLater retry ->
          Decision.of(task, d.postponed(retry.nothingPosted(), now.plus(retry.retryAfter())));
      case DeliveryResult.Refused(Failure failure) ->
          Decision.of(task, Undeliverable.after(d.answered(), now, failure));
    };
  }

  /** A try that was taken for dead has done it, so the file need not be fetched again. */
  private static Optional<Decision> postedMeanwhile(
      Task task, TaskState.Ready interrupted, TaskEvent.DeliveryAttempted event, Instant now) {
    return event.result() instanceof DeliveryResult.Posted posted
            && !posted.message().equals(task.status().message())
        ? posted(task, interrupted.video(), posted, now)
        : Optional.empty();
  }

  /**
   * Whether a try that was taken for dead has posted the video, and nobody wrote over it since, as
   * a status message is between two rounds of tries.
   */
  private static boolean isStillThere(Task task, Delivering d, TaskEvent.DeliveryAttempted event) {
    return event.result() instanceof DeliveryResult.Posted(MessageRef message, _, _)
        && (d.since().equals(event.by().round()) || !message.equals(task.status().message()));
  }

  /**
   * Where the status message itself became the video (or the link to it), no last word may
   * overwrite it.
   */
  private static Optional<Decision> posted(
      Task task, Video video, DeliveryResult.Posted posted, Instant now) {
    boolean inStatus = posted.asLink() || posted.message().equals(task.status().message());
    Task updated = inStatus ? task.withStatus(task.status().asLost()) : task;
    return Decision.of(
        updated,
        new TaskState.Delivered(now, video, posted.message(), posted.asLink(), posted.asCopy()));
  }

  /** Cancelled when it was charged already: the result will be kept, not posted. */
  static Optional<Decision> withhold(Task task, boolean byModerator, Instant now) {
    Task withheld = task.withCancellation(true, byModerator);
    if (task.state() instanceof TaskState.Ready ready) {
      return Decision.of(withheld, keptAfterCancel(ready, now));
    }
    // Asked at once: a provider that can stop it is told so by the same call.
    return task.state() instanceof Running running && running.doneAt() == null
        ? Decision.of(withheld, running.polled(now))
        : Decision.of(withheld);
  }

  static TaskState keptAfterCancel(TaskState.Ready ready, Instant now) {
    return new Undeliverable(
        now, ready.video(), KEPT_AFTER_CANCEL, ready.doubt(), ready.placeholder());
  }

  /**
   * Fetch: what is kept is delivered there; what could not be fetched is tried for once more; what
   * was cancelled while running is delivered after all.
   */
  Optional<Decision> fetchRequested(Task task, Destination destination, Instant now) {
    return switch (task.state()) {
      case Undeliverable undeliverable ->
          Decision.of(
              task.withResultReleased().withAddress(destination),
              new TaskState.Ready(
                  now,
                  undeliverable.video(),
                  undeliverable.doubt(),
                  nextTry(undeliverable, now),
                  inChat(destination, undeliverable.placeholder())));
      case TaskState.Unfetched(var _, var _, TaskState.Ready interrupted) ->
          fetchedAgain(
              task.withResultReleased().withAddress(destination),
              interrupted == null ? null : inChat(destination, interrupted),
              now);
      case TaskState.AtProvider _ ->
          task.withheld() ? Decision.of(task.withResultReleased()) : Optional.empty();
      case TaskState.Queued _, TaskState.InDelivery _, TaskState.AtRest _ -> Optional.empty();
    };
  }

  private static Instant nextTry(Undeliverable kept, Instant now) {
    Instant earliest = kept.since().plus(MIN_HIDDEN);
    return kept.isReported() && now.isBefore(earliest) ? earliest : now;
  }

  /**
   * Kept, for the operator to show again; the status message says so. Whether its message was taken
   * out of the chat by then is not known: it is there if the program died in between.
   */
  Optional<Decision> reported(Task task, Instant now) {
    return task.state() instanceof TaskState.Delivered delivered
        ? Decision.of(task, Undeliverable.reported(now, delivered))
        : Optional.empty();
  }

  private static TaskState.Ready inChat(Destination destination, TaskState.Ready ready) {
    return new TaskState.Ready(
        ready.since(),
        ready.video(),
        ready.doubt(),
        ready.nextTry(),
        inChat(destination, ready.placeholder()));
  }

  /** What was begun in another chat cannot become the video in this one. */
  private static @Nullable MessageRef inChat(
      Destination destination, @Nullable MessageRef placeholder) {
    return placeholder != null && placeholder.chat().equals(destination.chat())
        ? placeholder
        : null;
  }

  /** A status message that is there must not go on pointing at a video that is not. */
  Optional<Decision> deleteRequested(Task task, Instant now) {
    return switch (task.state()) {
      case TaskState.Delivered _ ->
          Decision.of(
              isStatusGone(task) ? task.withStatus(task.status().asLost()) : task,
              new TaskState.Deleted(now));
      case Undeliverable _ -> Decision.of(task, new TaskState.Deleted(now));
      case TaskState.Queued _,
          TaskState.AtProvider _,
          TaskState.InDelivery _,
          TaskState.Unconfirmed _,
          TaskState.EndedWithoutVideo _,
          TaskState.Deleted _ ->
          Optional.empty();
    };
  }

  /** It was taken away when the video came, or is the video's message itself. */
  private boolean isStatusGone(Task task) {
    MessageRef status = task.status().message();
    StatusView.Phase shown = StatusFingerprint.shownBy(task.status()).phase();
    return status == null
        || task.isDeliveredAs(status)
        || (!keepStatus && shown != null && shown.stage() == StatusView.Stage.MADE);
  }
}
