package io.github.reelay.tracking.port;

import io.github.reelay.task.Failure;
import io.github.reelay.task.ref.MessageRef;
import java.time.Duration;

/** The result of posting a finished video. */
public sealed interface DeliveryResult {
  /**
   * The video is in the chat, once.
   *
   * @param message the posted video, which replies point to
   * @param asLink the status message holds a link instead of the file
   */
  record Posted(MessageRef message, boolean asLink) implements DeliveryResult {}

  /**
   * Not now. The platform implementation is asked again with what is known.
   *
   * @param nothingPosted true only when it is proven that this try left nothing in the chat
   */
  record RetryLater(Duration retryAfter, boolean nothingPosted) implements DeliveryResult {}

  /** The chat will not take it; the file is kept for Fetch. */
  record Refused(Failure failure) implements DeliveryResult {}
}
