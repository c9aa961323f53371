package io.github.reelay.tracking.port;

import io.github.reelay.task.Task;
import io.github.reelay.task.ref.ChatRef;

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
   * How long the platform's own rate keeps back the next call about a status message, as far as
   * that is known without making it. Takes nothing, never blocks; the call may be told to wait all
   * the same.
   *
   * @param underWayInChat such calls begun in that chat and not answered yet
   * @param underWay such calls begun on the platform and not answered yet
   */
  default RateDelay rateDelay(
      ChatRef chat, EditLimits.Urgency urgency, int underWayInChat, int underWay) {
    return RateDelay.NONE;
  }

  /**
   * The largest file that can be posted there as it is, as far as that is known without asking the
   * platform.
   */
  default long maxFileBytes(Task task) {
    return Long.MAX_VALUE;
  }

  /**
   * Posts the status message ({@code task.status().message()} is null) or edits it. Editing to the
   * same view again does no harm.
   */
  StatusResult showStatus(Task task, StatusView view);

  /**
   * The video is in the chat: takes the status message away. Where that cannot be done it shows the
   * view, one short line. Harmless when it is gone already.
   */
  StatusResult removeStatus(Task task, StatusView view);

  /**
   * A finished video is being downloaded that will be posted there when it is stored: the platform
   * may take its bytes along already, but must not show anything before {@link #deliver}. Returns
   * at once. Most videos come to {@code deliver}, some never do.
   */
  default void uploadAhead(Task task, GrowingFile file) {}

  /**
   * Posts the finished video. Must leave exactly one in the chat, also when it is called again in
   * doubt.
   */
  DeliveryResult deliver(DeliveryRequest delivery);
}
