package io.github.reelay.tracking.port;

import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * The resolver of signed links, for whoever serves {@code /media/*}; the other side of {@link
 * MediaLinks}.
 */
public interface SignedMediaResolver {
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
