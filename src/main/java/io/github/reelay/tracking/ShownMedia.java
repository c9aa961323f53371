package io.github.reelay.tracking;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.TaskStore;
import java.util.Map;
import java.util.Optional;

/**
 * The signed links to what is not hidden: a link lives longer than the message of a reported video.
 */
public record ShownMedia(MediaLinks.Resolver media, TaskStore tasks)
    implements MediaLinks.Resolver {
  @Override
  public Optional<MediaFile> resolve(String path, Map<String, String> query) {
    return media.resolve(path, query).filter(found -> !isReported(found));
  }

  private boolean isReported(MediaFile found) {
    String name = String.valueOf(found.file().getFileName());
    String id = name.substring(0, Math.max(0, name.indexOf('.')));
    return TaskId.isValid(id)
        && tasks
            .find(new TaskId(id))
            .filter(
                task -> task.state() instanceof TaskState.Undeliverable kept && kept.isReported())
            .isPresent();
  }
}
