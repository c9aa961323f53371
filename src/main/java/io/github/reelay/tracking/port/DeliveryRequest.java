package io.github.reelay.tracking.port;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.ref.MessageRef;
import java.nio.file.Path;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * A try to post a finished video. DELIVERING is committed before the platform gets the order.
 *
 * @param file the video on our disk
 * @param possiblyPosted an earlier try may have posted something that is not known of: look before
 *     posting again
 * @param placeholder the message that is to become the video, if an earlier try made one
 * @param savePlaceholder stores the placeholder durably before it is turned into the video; false
 *     means the task has moved on and the platform must stop
 */
public record DeliveryRequest(
    Task task,
    Video video,
    Path file,
    boolean possiblyPosted,
    @Nullable MessageRef placeholder,
    Predicate<MessageRef> savePlaceholder) {
  /** After two deaths of the program the file is suspected, and not worked on any more. */
  private static final int SUSPICIOUS_DEATHS = 2;

  /** Whether the file is to be posted as it is: no thumbnail of ours, not shrunk. */
  public boolean asItIs() {
    return task.state() instanceof TaskState.Delivering d && d.deaths() >= SUSPICIOUS_DEATHS;
  }
}
