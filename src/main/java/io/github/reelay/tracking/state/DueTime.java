package io.github.reelay.tracking.state;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.tracking.port.StatusFingerprint;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The moment a task is next due without anybody asking. Pure. */
public final class DueTime {
  private DueTime() {}

  /** The moment; null when nothing is owed any more. */
  static @Nullable Instant of(Task task, TrackingConfig config, Instant now) {
    return switch (task.state()) {
      case TaskState.Queued q -> queued(task, q, now);
      case TaskState.Submitting s ->
          s.since().plus(config.submitTimeout()).plus(TrackingConfig.SUBMIT_GRACE);
      case TaskState.Running r -> r.nextPoll();
      case TaskState.InDelivery d -> d.nextTry();
      case TaskState.Unconfirmed u when u.repeat() != null -> u.repeat().due();
      case TaskState.AtRest _ when owesFinalStatus(task) ->
          now.plus(TrackingConfig.STATUS_RETRY_DELAY);
      case TaskState.Unconfirmed unconfirmed -> latePoll(unconfirmed);
      case TaskState.Ended _ -> null;
    };
  }

  /** Asked about for a while after it was given up; null when there is nobody to ask any more. */
  private static @Nullable Instant latePoll(TaskState.Unconfirmed unconfirmed) {
    TaskState.Running lost = unconfirmed.lost();
    Instant end = unconfirmed.since().plus(TrackingConfig.LATE_POLL_PERIOD);
    return lost != null && lost.nextPoll().isBefore(end) ? lost.nextPoll() : null;
  }

  /** Who may go is called, so that all others sleep. */
  private static Instant queued(Task task, TaskState.Queued queued, Instant now) {
    if (!task.status().exists()) {
      return now.plus(TrackingConfig.STATUS_RETRY_DELAY);
    }
    Instant notBefore = queued.notBefore();
    return notBefore == null || notBefore.isBefore(now)
        ? now.plus(TrackingConfig.QUEUE_CHECK_INTERVAL)
        : notBefore;
  }

  /**
   * Whether an update only moves the next poll of a running task whose due moment has passed. Once
   * it is done there, how late the next try is decides about alerts.
   */
  public static boolean movesOnlyNextPoll(Task before, TaskUpdate update, Instant now) {
    return before.state() instanceof TaskState.Running asked
        && update.task().state() instanceof TaskState.Running next
        && asked.doneAt() == null
        && before.due() != null
        && !now.isBefore(before.due())
        && update.entries().isEmpty()
        && update.task().equals(before.nextVersion(asked.polled(next.nextPoll()), next.nextPoll()));
  }

  /** Whether the status message does not yet show how the task ended. */
  public static boolean owesFinalStatus(Task task) {
    return !task.status().lost()
        && !StatusFingerprint.shownBy(task.status())
            .equals(StatusViewFactory.of(task, task.state().since()).fingerprint());
  }
}
