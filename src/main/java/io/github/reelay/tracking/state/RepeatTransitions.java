package io.github.reelay.tracking.state;

import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.LedgerEntry;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.state.TaskTransitions.Decision;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The transitions of a task whose POST was not answered: held, and where the provider knows the
 * POST again by its key, asked for again. Pure.
 */
final class RepeatTransitions {
  /** Long enough for a relay that restarts, short enough for a person who waits. */
  private static final List<Duration> FIRST_DELAYS =
      List.of(Duration.ofSeconds(5), Duration.ofSeconds(20), Duration.ofSeconds(60));

  private static final Duration DELAY = Duration.ofMinutes(5);

  /** Whoever still waits after this is told that it is not known. */
  private static final Duration PERIOD = Duration.ofHours(1);

  private RepeatTransitions() {}

  static Optional<Decision> keyed(Task task, TaskEvent.PostKeyed event) {
    return task.state() instanceof TaskState.Submitting s && s.attempts() == event.attempts()
        ? Decision.of(task, s.sending(event.post()))
        : Optional.empty();
  }

  /**
   * @param post what may be repeated; null if nothing may
   */
  static Optional<Decision> unanswered(
      Task task,
      TaskState.Submitting submitting,
      String evidence,
      @Nullable KeyedPost post,
      Instant now) {
    KeyedPost.Repeat first = post == null ? null : next(post, 0, now, now);
    return Decision.of(
        task,
        TaskState.Unconfirmed.unanswered(now, evidence, submitting.attempts()).withRepeat(first),
        List.of(LedgerEntry.hold(task)));
  }

  /**
   * Only an acceptance counts: a refusal of the repeat says nothing of the first POST, which may
   * have been taken.
   */
  static Optional<Decision> repeated(
      Task task, TaskEvent.Repeated event, TaskTransitions transitions, Instant now) {
    if (!(task.state() instanceof TaskState.Unconfirmed unconfirmed)
        || unconfirmed.lost() != null
        || unconfirmed.attempts() != event.attempts()) {
      return Optional.empty();
    }
    if (event.result() instanceof SubmitResult.Accepted(String remoteId)) {
      // Whoever else has repeated it since, without an answer: it is the same order.
      return transitions.accepted(task, remoteId, now);
    }
    KeyedPost.Repeat repeat = unconfirmed.repeat();
    if (repeat == null || unconfirmed.repeats() != event.made()) {
      return Optional.empty();
    }
    return event.result() instanceof SubmitResult.Indeterminate(String evidence)
        ? Decision.of(task, unconfirmed.repeated(evidence).withRepeat(null))
        : Decision.of(
            task,
            unconfirmed
                .repeated(unconfirmed.evidence())
                .withRepeat(next(repeat.post(), event.made() + 1, unconfirmed.since(), now)));
  }

  /** Null when no further one is to be made. */
  private static KeyedPost.@Nullable Repeat next(
      KeyedPost post, int made, Instant since, Instant now) {
    Instant at = now.plus(made < FIRST_DELAYS.size() ? FIRST_DELAYS.get(made) : DELAY);
    return at.isAfter(since.plus(PERIOD)) || !at.isBefore(post.keptUntil())
        ? null
        : new KeyedPost.Repeat(post, at);
  }
}
