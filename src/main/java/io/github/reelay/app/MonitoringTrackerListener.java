package io.github.reelay.app;

import io.github.reelay.ops.Metrics;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.DeliveryResult;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.StatusResult;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.TrackerListener;
import java.time.Duration;

/** Tells metrics what the tracker does, and the operator what only they can settle. */
record MonitoringTrackerListener(Metrics metrics, Alert.Sink alerts) implements TrackerListener {
  @Override
  public void moved(Task before, Task after) {
    metrics.moved(before, after);
    if (after.state() instanceof TaskState.Unconfirmed lost
        && !(before.state() instanceof TaskState.Unconfirmed)) {
      alerts.raise(
          new Alert(
              Alert.Kind.TASK_UNCONFIRMED,
              after.id().value(),
              after.offer().provider() + ": " + lost.evidence()));
    }
  }

  @Override
  public void submitted(Task task, SubmitResult result, Duration took) {
    metrics.submitted(task, result, took);
  }

  @Override
  public void polled(Task task, PollResult result) {
    metrics.polled(task, result);
  }

  @Override
  public void shown(Task task, StatusResult result) {
    metrics.shown(task, result);
  }

  @Override
  public void delivered(Task task, DeliveryResult result, Duration sinceReady) {
    metrics.delivered(task, result, sinceReady);
  }
}
