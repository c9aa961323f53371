package io.github.reelay.app;

import io.github.reelay.ops.Metrics;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.TrackerListener;
import java.time.Duration;

/** A tracker listener that feeds the metrics and raises the alerts only an operator can settle. */
record MonitoringTrackerListener(Metrics metrics, Alert.Sink alerts) implements TrackerListener {
  /** A file that is not to be had so long after it was made: no hiccup any more. */
  private static final Duration LONG_AFTER = Duration.ofMinutes(5);

  @Override
  public void taskChanged(Task before, Task after) {
    metrics.taskChanged(before, after);
    if (after.state() instanceof TaskState.Unconfirmed unconfirmed
        && isForPeople(after)
        && !isForPeople(before)) {
      alerts.raise(
          new Alert(
              Alert.Kind.TASK_UNCONFIRMED,
              after.id().value(),
              after.offer().provider() + ": " + unconfirmed.evidence()));
    }
    if (after.state() instanceof TaskState.Unfetched end
        && !(before.state() instanceof TaskState.Unfetched)) {
      notFetched(after, "given up, " + end.reason().detail());
    } else if (isFetchedLate(after) && !isFetchedLate(before)) {
      notFetched(after, (hasLink(after) ? "" : "no link to it comes, ") + "it is tried for a day");
    }
    if (isPutAside(after) && !isPutAside(before)) {
      alerts.raise(
          new Alert(Alert.Kind.TASK_PUT_ASIDE, after.id().value(), after.offer().provider()));
    }
    Money charged = after.charged();
    if (charged != null && before.charged() == null && charged.isMoreThan(after.reserved())) {
      alerts.raise(
          new Alert(
              Alert.Kind.CHARGED_ABOVE_PRICE,
              after.id().value(),
              after.offer().provider() + ": " + charged + " > " + after.reserved()));
    }
  }

  /** Nothing that the program can do would make it known. */
  private static boolean isForPeople(Task task) {
    return task.state() instanceof TaskState.Unconfirmed unconfirmed
        && unconfirmed.repeat() == null;
  }

  private static boolean isPutAside(Task task) {
    return task.state() instanceof TaskState.Undeliverable kept
        && kept.reason().kind() == FailureKind.STOPPED_PROGRAM;
  }

  private void notFetched(Task task, String detail) {
    alerts.raise(
        new Alert(
            Alert.Kind.FILE_NOT_FETCHED,
            task.id().value(),
            task.offer().provider() + ": " + detail));
  }

  private static boolean hasLink(Task task) {
    return task.state() instanceof TaskState.Running running && running.result() != null;
  }

  /** Whether no link comes, or no file from it: the next try is that late. */
  private static boolean isFetchedLate(Task task) {
    return task.state() instanceof TaskState.Running running
        && running.doneAt() != null
        && !running.nextPoll().isBefore(running.doneAt().plus(LONG_AFTER));
  }

  @Override
  public void submitted(Task task, SubmitResult result, Duration elapsed) {
    metrics.submitted(task, result, elapsed);
  }

  @Override
  public void acceptedUnused(TaskId task, String remoteId) {
    alerts.raise(new Alert(Alert.Kind.ACCEPTED_UNUSED, task.value(), remoteId));
  }

  @Override
  public void polled(Task task, PollResult result) {
    metrics.polled(task, result);
  }

  @Override
  public void statusShown(Task task, StatusResult result) {
    metrics.statusShown(task, result);
  }

  @Override
  public void deliveryAttempted(Task task, DeliveryResult result, Duration sinceReady) {
    metrics.deliveryAttempted(task, result, sinceReady);
  }
}
