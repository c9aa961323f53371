package io.github.reelay.discord;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A media part that takes every picture, and shrinks or links when a test says so. */
public final class SomeMedia implements MediaStore, MediaConverter, MediaLinks, AutoCloseable {
  static final ReferenceImage PICTURE = new ReferenceImage("a".repeat(64), "image/png", 4, 3, 12);

  private final Path file;
  @Nullable public URI link;
  public volatile boolean shrinks;
  final AtomicInteger shrunk = new AtomicInteger();

  SomeMedia() {
    try {
      file = Files.createTempFile("video", ".mp4");
      Files.writeString(file, "film!");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  Path file() {
    return file;
  }

  @Override
  public void close() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Path partFile(TaskId task) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoreVideoResult storeVideo(TaskId task, Path partFile) {
    throw new UnsupportedOperationException();
  }

  @Override
  public StoreImageResult storeImage(InputStream bytes, long limit) throws IOException {
    return bytes.readAllBytes().length < 5
        ? new StoreImageResult.Invalid(StoreImageResult.Reason.NOT_A_PICTURE)
        : new StoreImageResult.Stored(PICTURE);
  }

  @Override
  public Path path(Video video) {
    return file;
  }

  @Override
  public Path path(ReferenceImage image) {
    throw new UnsupportedOperationException();
  }

  @Override
  public boolean has(Video video) {
    return true;
  }

  @Override
  public boolean has(ReferenceImage image) {
    return true;
  }

  @Override
  public void delete(Video video) {}

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
    return Optional.empty();
  }

  @Override
  public Optional<Path> shrink(Video video, long maxBytes) {
    if (!shrinks) {
      return Optional.empty();
    }
    shrunk.incrementAndGet();
    try {
      Path small = Files.createTempFile("small", ".mp4");
      Files.writeString(small, "f");
      return Optional.of(small);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public Optional<URI> link(ReferenceImage image, Duration validFor) {
    return Optional.empty();
  }

  @Override
  public Optional<URI> link(Video video, Duration validFor) {
    return Optional.ofNullable(link);
  }
}
