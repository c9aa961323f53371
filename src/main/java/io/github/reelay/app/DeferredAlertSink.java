package io.github.reelay.app;

import io.github.reelay.tracking.port.Alert;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Alerts are told through the chats, and the chats raise alerts: this stands between while both are
 * put together. What is raised before is kept back for nobody: the parts are not started yet.
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
