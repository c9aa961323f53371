package io.github.reelay.tracking.port;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.time.Instant;

/**
 * An entry of the queue: a task that waits for its turn, or that takes a place at a provider now.
 *
 * @param active false while QUEUED; true while SUBMITTING or RUNNING. An UNCONFIRMED task takes no
 *     place: nobody may ever rule on it, and it must not block the others for that long
 * @param hasStatusMessage its status message exists, so it may be submitted
 * @param notBefore not to be submitted before this moment
 */
public record QueueEntry(
    TaskId task,
    PersonRef person,
    ChatRef chat,
    String provider,
    boolean active,
    boolean hasStatusMessage,
    Instant notBefore) {

  /** The same, made by another provider. */
  public QueueEntry withProvider(String other) {
    return new QueueEntry(task, person, chat, other, active, hasStatusMessage, notBefore);
  }
}
