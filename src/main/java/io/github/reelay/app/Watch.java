package io.github.reelay.app;

import io.github.reelay.ops.Metrics;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.Alert;
import io.github.reelay.tracking.DeliveryAnswer;
import io.github.reelay.tracking.PollAnswer;
import io.github.reelay.tracking.ShowAnswer;
import io.github.reelay.tracking.SubmitAnswer;
import io.github.reelay.tracking.TrackerListener;
import java.time.Duration;

/** Tells metrics what the tracker does, and the operator what only they can settle. */
record Watch(Metrics metrics, Alert.Sink alerts) implements TrackerListener {
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
  public void submitted(Task task, SubmitAnswer answer, Duration took) {
    metrics.submitted(task, answer, took);
  }

  @Override
  public void polled(Task task, PollAnswer answer) {
    metrics.polled(task, answer);
  }

  @Override
  public void shown(Task task, ShowAnswer answer) {
    metrics.shown(task, answer);
  }

  @Override
  public void delivered(Task task, DeliveryAnswer answer, Duration sinceReady) {
    metrics.delivered(task, answer, sinceReady);
  }
}
