package io.github.reelay.tracking;

import io.github.reelay.task.Picture;
import io.github.reelay.task.Video;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Signed, expiring links to our own media, where a public address is configured; otherwise empty.
 */
public interface MediaLinks {
  Optional<URI> link(Picture picture, Duration validFor);

  Optional<URI> link(Video video, Duration validFor);
}
