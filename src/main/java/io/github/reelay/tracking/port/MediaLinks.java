package io.github.reelay.tracking.port;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Video;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;

/**
 * Signed, expiring links to our own media, where a public address is configured; otherwise empty.
 */
public interface MediaLinks {
  Optional<URI> link(ReferenceImage image, Duration validFor);

  Optional<URI> link(Video video, Duration validFor);

  /** The other side, for whoever serves {@code /media/*}. */
  interface Resolver {
    /**
     * @param path the address's path after {@code /media/}, decoded
     * @param query the address's parameters, decoded; the first value of each
     * @return empty when the signature is wrong, the link has expired or the file is gone: all of
     *     them a 404
     */
    Optional<MediaFile> resolve(String path, Map<String, String> query);

    /** A file to be sent as it is. */
    record MediaFile(Path file, String mediaType) {}
  }
}
