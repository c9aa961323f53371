package io.github.reelay.tracking.port;

import io.github.reelay.task.FailureKind;
import io.github.reelay.task.ref.MessageRef;
import java.time.Duration;

/** The result of posting or editing a status message. */
public sealed interface StatusResult {
  /** It shows the view now ("not modified" is this too). */
  record Shown(MessageRef message) implements StatusResult {}

  /** The platform asks to wait, or is down: try again after this. */
  record RetryLater(Duration retryAfter) implements StatusResult {}

  /** It can never be shown: blocked, kicked, deleted, token dead and no other way. */
  record Lost(FailureKind kind) implements StatusResult {}
}
