package io.github.reelay.telegram;

import io.github.reelay.task.Picture;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.ImageFitter;
import io.github.reelay.tracking.MediaLinks;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A media part that makes a thumbnail, and links or shrinks only when a test says so. */
final class NoMedia implements ImageFitter, MediaLinks {
  static final byte[] THUMBNAIL = {(byte) 0xff, (byte) 0xd8, 1, 2, 3};

  @Nullable URI link;
  @Nullable Path shrunk;

  @Override
  public byte[] fit(Picture picture, @Nullable Size exact, long mostBytes) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Picture lastFrame(Video video) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Optional<byte[]> thumbnail(Video video, int longestSide, int mostBytes) {
    return Optional.of(THUMBNAIL);
  }

  @Override
  public Optional<Path> shrink(Video video, long mostBytes) {
    return Optional.ofNullable(shrunk);
  }

  @Override
  public Optional<URI> link(Picture picture, Duration validFor) {
    return Optional.ofNullable(link);
  }

  @Override
  public Optional<URI> link(Video video, Duration validFor) {
    return Optional.ofNullable(link);
  }
}
