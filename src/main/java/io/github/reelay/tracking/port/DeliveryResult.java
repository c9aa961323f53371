package io.github.reelay.tracking.port;

import io.github.reelay.task.Failure;
import io.github.reelay.task.ref.MessageRef;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The result of posting a finished video. */
public sealed interface DeliveryResult {
  /**
   * The video is in the chat, once.
   *
   * @param message the posted video, which replies point to
   * @param asLink the status message holds a link instead of the file
   * @param asCopy whether the file was made smaller for the chat; null where that is not known
   */
  record Posted(MessageRef message, boolean asLink, @Nullable Boolean asCopy)
      implements DeliveryResult {
    public static Posted file(MessageRef message, boolean asCopy) {
      return new Posted(message, false, asCopy);
    }

    /** Found in the chat, from an earlier try. */
    public static Posted found(MessageRef message) {
      return new Posted(message, false, null);
    }

    public static Posted link(MessageRef message) {
      return new Posted(message, true, null);
    }
  }

  /**
   * Not now. The platform implementation is asked again with what is known.
   *
   * @param nothingPosted true only when it is proven that this try left nothing in the chat
   */
  record RetryLater(Duration retryAfter, boolean nothingPosted) implements DeliveryResult {}

  /** The chat will not take it; the file is kept for Fetch. */
  record Refused(Failure failure) implements DeliveryResult {}
}
