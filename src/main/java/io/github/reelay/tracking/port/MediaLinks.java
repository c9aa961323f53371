package io.github.reelay.tracking.port;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Video;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;

/**
 * Signed, expiring links to our own media, where a public address is configured; otherwise empty.
 */
public interface MediaLinks {
  Optional<URI> link(ReferenceImage image, Duration validFor);

  Optional<URI> link(Video video, Duration validFor);
}
