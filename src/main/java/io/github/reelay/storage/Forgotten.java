package io.github.reelay.storage;

import io.github.reelay.task.Picture;
import io.github.reelay.task.Video;
import java.util.List;

/** Files of the media folder that nothing in the database needs any more. */
public record Forgotten(List<Picture> pictures, List<Video> videos) {
  public Forgotten {
    pictures = List.copyOf(pictures);
    videos = List.copyOf(videos);
  }
}
