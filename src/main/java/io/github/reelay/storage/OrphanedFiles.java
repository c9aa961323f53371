package io.github.reelay.storage;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Video;
import java.util.List;

/** Files of the media folder that nothing in the database needs any more. */
public record OrphanedFiles(List<ReferenceImage> images, List<Video> videos) {
  public OrphanedFiles {
    images = List.copyOf(images);
    videos = List.copyOf(videos);
  }
}
