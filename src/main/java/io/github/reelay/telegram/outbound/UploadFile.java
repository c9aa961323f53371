package io.github.reelay.telegram.outbound;

import io.github.reelay.tracking.port.DeliveryRequest;
import io.github.reelay.tracking.port.MediaConverter;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The file of a delivery as it can be uploaded here, with its thumbnail. */
final class UploadFile implements AutoCloseable {
  /** Bot API, sendVideo: a thumbnail is a JPEG of at most 320 pixels and 200 kB. */
  private static final int MAX_THUMBNAIL_SIDE = 320;

  private static final int MAX_THUMBNAIL_BYTES = 200_000;

  /** Room for the other fields of the upload. */
  private static final long FORM_OVERHEAD_BYTES = 64 * 1024;

  private final Path path;
  private final byte @Nullable [] thumbnail;
  private final boolean temporary;

  /**
   * @param temporary a shrunk copy, to be deleted afterwards
   */
  private UploadFile(Path path, byte @Nullable [] thumbnail, boolean temporary) {
    this.path = path;
    this.thumbnail = thumbnail;
    this.temporary = temporary;
  }

  /** Empty when the video is over the limit and cannot be shrunk below it. */
  static Optional<UploadFile> of(DeliveryRequest delivery, MediaConverter converter, long limit) {
    byte[] thumbnail =
        delivery.asItIs()
            ? null
            : converter
                .thumbnail(delivery.video(), MAX_THUMBNAIL_SIDE, MAX_THUMBNAIL_BYTES)
                .orElse(null);
    long room = limit - FORM_OVERHEAD_BYTES - (thumbnail == null ? 0 : thumbnail.length);
    if (delivery.video().bytes() <= room) {
      return Optional.of(new UploadFile(delivery.file(), thumbnail, false));
    }
    return delivery.asItIs()
        ? Optional.empty()
        : converter
            .shrink(delivery.video(), room)
            .map(path -> new UploadFile(path, thumbnail, true));
  }

  /** What is left of the limit for a file with the largest thumbnail. */
  static long room(long limit) {
    return limit - FORM_OVERHEAD_BYTES - MAX_THUMBNAIL_BYTES;
  }

  Path path() {
    return path;
  }

  /** Whether it is a copy that was made smaller. */
  boolean isCopy() {
    return temporary;
  }

  Optional<InputStream> thumbnail() {
    return Optional.ofNullable(thumbnail).map(ByteArrayInputStream::new);
  }

  @Override
  public void close() {
    if (temporary) {
      try {
        Files.deleteIfExists(path);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }
}
