package io.github.reelay.tracking.port;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An entry of the queue: a task that waits for its turn, or that takes a place at a provider now.
 *
 * @param active false while QUEUED; true while SUBMITTING or RUNNING, until the provider has
 *     charged it: then it is made, and only its file is waited for, which may last a day. An
 *     UNCONFIRMED task takes no place either: nobody may ever rule on it, and it must not block the
 *     others for that long
 * @param hasStatusMessage its status message exists, so it may be submitted
 * @param notBefore not to be submitted before this moment; the epoch where nobody asked to wait, so
 *     that a clock which is set back makes nobody wait
 */
public record QueueEntry(
    TaskId task,
    PersonRef person,
    ChatRef chat,
    String provider,
    boolean active,
    boolean hasStatusMessage,
    Instant notBefore) {

  /** The entry of a task; null where it neither waits nor works. */
  public static @Nullable QueueEntry of(Task task) {
    return switch (task.state()) {
      case TaskState.Queued queued ->
          of(task, queued.notBefore() == null ? Instant.EPOCH : queued.notBefore());
      case TaskState.AtProvider _ -> task.charged() == null ? of(task, Instant.EPOCH) : null;
      case TaskState.InDelivery _, TaskState.AtRest _ -> null;
    };
  }

  private static QueueEntry of(Task task, Instant notBefore) {
    return new QueueEntry(
        task.id(),
        task.requester().person(),
        task.address().chat(),
        task.offer().provider(),
        task.state() instanceof TaskState.AtProvider,
        task.status().exists(),
        notBefore);
  }

  /** Whether the task takes a place at its provider. */
  public static boolean takesPlace(Task task) {
    QueueEntry entry = of(task);
    return entry != null && entry.active();
  }

  /** The same, made by another provider. */
  public QueueEntry withProvider(String other) {
    return new QueueEntry(task, person, chat, other, active, hasStatusMessage, notBefore);
  }
}
