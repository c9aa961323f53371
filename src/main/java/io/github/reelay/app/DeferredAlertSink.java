package io.github.reelay.app;

import io.github.reelay.tracking.port.Alert;
import java.util.concurrent.atomic.AtomicReference;

/**
 * An alert sink that is connected later: alerts are sent through the chats, and the chats raise
 * alerts, so one of them must exist before the other. What is raised before is kept back for
 * nobody: the parts are not started yet.
 */
final class DeferredAlertSink implements Alert.Sink {
  private final AtomicReference<Alert.Sink> target = new AtomicReference<>(Alert.Sink.NONE);

  void delegateTo(Alert.Sink alerts) {
    target.set(alerts);
  }

  @Override
  public void raise(Alert alert) {
    target.get().raise(alert);
  }
}
