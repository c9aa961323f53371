package io.github.reelay.task;

import io.github.reelay.task.ref.MessageRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The status message of a task: the one chat message that is edited as the task goes.
 *
 * @param message null until it has been posted
 * @param shown the fingerprint of the view it shows now; empty before it exists, and where that is
 *     not known
 * @param edits how often it was edited
 * @param lost it can never be shown again (bot blocked, chat gone): nothing more is owed to it
 */
public record StatusMessage(
    @Nullable MessageRef message,
    String shown,
    int edits,
    @Nullable Instant shownAt,
    boolean lost) {
  public static final StatusMessage NONE = new StatusMessage(null, "", 0, null, false);

  public StatusMessage shown(MessageRef where, String mark, Instant at) {
    boolean edit = message != null;
    return new StatusMessage(where, mark, edit ? edits + 1 : edits, at, lost);
  }

  public StatusMessage withMessage(@Nullable MessageRef where) {
    return new StatusMessage(where, shown, edits, shownAt, lost);
  }

  /**
   * What it shows from here on may not get noted, as the answer to an edit is lost or the program
   * dies: what is noted now must not be taken for it later.
   */
  public StatusMessage withUnknownView() {
    return new StatusMessage(message, "", edits, shownAt, lost);
  }

  public StatusMessage asLost() {
    return new StatusMessage(message, shown, edits, shownAt, true);
  }

  /** Whether money may be spent: the person sees a status message. */
  public boolean exists() {
    return message != null;
  }
}
