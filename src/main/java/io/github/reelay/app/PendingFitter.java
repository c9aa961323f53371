package io.github.reelay.app;

import io.github.reelay.task.Picture;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.ImageFitter;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Stands in until the media adapter brings its own. */
final class PendingFitter implements ImageFitter {
  @Override
  public byte[] fit(Picture picture, @Nullable Size exact, long mostBytes) throws IOException {
    throw new IOException("pictures cannot be fitted yet");
  }

  @Override
  public Picture lastFrame(Video video) throws IOException {
    throw new IOException("no last frame yet");
  }

  @Override
  public Optional<byte[]> thumbnail(Video video, int longestSide, int mostBytes) {
    return Optional.empty();
  }

  @Override
  public Optional<Path> shrink(Video video, long mostBytes) {
    return Optional.empty();
  }
}
