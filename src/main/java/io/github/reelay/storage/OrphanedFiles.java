package io.github.reelay.storage;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Video;
import java.util.List;

/** Files of the media folder that nothing in the database needs any more. */
public record OrphanedFiles(List<ReferenceImage> pictures, List<Video> videos) {
  public OrphanedFiles {
    pictures = List.copyOf(pictures);
    videos = List.copyOf(videos);
  }
}
