package io.github.reelay.telegram;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaLinks;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A media part that makes a thumbnail, and links or shrinks only when a test says so. */
public final class NoMedia implements MediaConverter, MediaLinks {
  static final byte[] THUMBNAIL = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};

  @Nullable public URI link;
  @Nullable public Path shrunk;

  @Override
  public byte[] toJpeg(ReferenceImage image, @Nullable Size exactSize, long maxBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public ReferenceImage lastFrame(Video video) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<byte[]> thumbnail(Video video, int maxSide, int maxBytes) {
    return Optional.of(THUMBNAIL);
  }

  @Override
  public Optional<Path> shrink(Video video, long maxBytes) {
    return Optional.ofNullable(shrunk);
  }

  @Override
  public Optional<URI> link(ReferenceImage image, Duration validFor) {
    return Optional.ofNullable(link);
  }

  @Override
  public Optional<URI> link(Video video, Duration validFor) {
    return Optional.ofNullable(link);
  }
}
