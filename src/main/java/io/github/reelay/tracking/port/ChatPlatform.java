package io.github.reelay.tracking.port;

import io.github.reelay.task.Task;

/**
 * A chat platform as the tracker needs it: one status message per task, one delivery per task.
 *
 * <p>Calls block on virtual threads. What a platform or a person can cause is an answer, never an
 * exception. The tracker never has two calls for the same task's status message under way at once,
 * and never shows a status while it delivers the same task.
 */
public interface ChatPlatform {
  /** The platform's name in references: {@code discord}, {@code telegram}, {@code web}. */
  String name();

  EditLimits editRate();

  /**
   * Posts the status message ({@code task.status().message()} is null) or edits it. Editing to the
   * same view again does no harm.
   */
  StatusResult showStatus(Task task, StatusView view);

  /**
   * Posts the finished video. Must leave exactly one in the chat, also when it is called again in
   * doubt.
   */
  DeliveryResult deliver(DeliveryRequest delivery);
}
