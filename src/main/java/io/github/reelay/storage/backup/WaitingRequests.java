package io.github.reelay.storage.backup;

import io.github.reelay.storage.TaskRowReader;
import io.github.reelay.storage.row.TaskRows;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * What waits in a copy to be sent to a provider: requests that were QUEUED, and events of which
 * requests might have been made. If the program went on after the copy was taken, they may have
 * been sent, and paid, since.
 */
final class WaitingRequests {
  /** Names no run of the program, so that the next one knows the answer to be lost. */
  private static final String OWNER = "restore";

  private WaitingRequests() {}

  /**
   * Sees to it that none of them is sent: a request becomes one whose POST may have left, which the
   * next start tells its person and the operator ({@code UNCONFIRMED}), and an event counts as
   * handled.
   *
   * @return how many requests
   * @throws UnreadableRequestException if one of them cannot be read, so that it cannot be held
   */
  static int hold(Handle handle, Instant now) {
    List<String> unreadable = new ArrayList<>();
    TaskRowReader rows = new TaskRowReader(alert -> unreadable.add(alert.subject()));
    List<Task> queued =
        rows.list(
            handle.createQuery(
                "SELECT " + TaskRowReader.COLUMNS + " FROM task t WHERE state = 'QUEUED'"));
    if (!unreadable.isEmpty()) {
      throw new UnreadableRequestException(unreadable.getFirst());
    }
    for (Task task : queued) {
      if (task.state() instanceof TaskState.Queued waiting) {
        TaskState sent = new TaskState.Submitting(now, OWNER, waiting.tried(), waiting.attempts());
        TaskRows.update(handle, task.nextVersion(sent, now), task.version());
      }
    }
    handle.execute("UPDATE inbox SET payload = NULL WHERE payload IS NOT NULL");
    return queued.size();
  }
}
