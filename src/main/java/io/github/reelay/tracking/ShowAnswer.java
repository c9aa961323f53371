package io.github.reelay.tracking;

import io.github.reelay.task.FailureKind;
import io.github.reelay.task.MessageRef;
import java.time.Duration;

/** What posting or editing a status message came to. */
public sealed interface ShowAnswer {
  /** It shows the view now ("not modified" is this too). */
  record Shown(MessageRef message) implements ShowAnswer {}

  /** The platform asks to wait, or is down: try again after this. */
  record Later(Duration after) implements ShowAnswer {}

  /** It can never be shown: blocked, kicked, deleted, token dead and no other way. */
  record Lost(FailureKind why) implements ShowAnswer {}
}
