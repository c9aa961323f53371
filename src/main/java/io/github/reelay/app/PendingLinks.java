package io.github.reelay.app;

import io.github.reelay.task.Picture;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.MediaLinks;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/** Stands in until the media adapter brings its own. */
final class PendingLinks implements MediaLinks {
  @Override
  public Optional<URI> link(Picture picture, Duration validFor) {
    return Optional.empty();
  }

  @Override
  public Optional<URI> link(Video video, Duration validFor) {
    return Optional.empty();
  }
}
