package io.github.reelay.web.chat;

import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.MediaStore;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Takes the bytes "picture" for a picture; any other text names the reason it is none. */
final class FakeMedia implements MediaStore, MediaConverter {
  static final ReferenceImage PICTURE =
      new ReferenceImage("ab".repeat(32), "image/jpeg", 640, 480, 7);

  private final Path folder;

  FakeMedia(Path folder) {
    this.folder = folder;
  }

  @Override
  public StoreImageResult storeImage(InputStream bytes, long limit) throws IOException {
    String text = new String(bytes.readNBytes((int) limit), StandardCharsets.UTF_8);
    if (!text.equals("picture")) {
      return new StoreImageResult.Invalid(StoreImageResult.Reason.valueOf(text));
    }
    Files.writeString(folder.resolve(PICTURE.sha256()), text);
    return new StoreImageResult.Stored(PICTURE);
  }

  @Override
  public Path path(Video video) {
    return folder.resolve(video.file());
  }

  @Override
  public Path path(ReferenceImage image) {
    return folder.resolve(image.sha256());
  }

  @Override
  public boolean has(Video video) {
    return Files.exists(path(video));
  }

  @Override
  public boolean has(ReferenceImage image) {
    return Files.exists(path(image));
  }

  @Override
  public Optional<byte[]> thumbnail(Video video, int maxSide, int maxBytes) {
    return Optional.of(new byte[] {(byte) 0xff, (byte) 0xd8});
  }

  @Override
  public Path partFile(TaskId task) {
    throw notHere();
  }

  @Override
  public StoreVideoResult storeVideo(TaskId task, Path partFile) {
    throw notHere();
  }

  @Override
  public void delete(Video video) {
    throw notHere();
  }

  @Override
  public byte[] toJpeg(ReferenceImage image, @Nullable Size exactSize, long maxBytes) {
    throw notHere();
  }

  @Override
  public ReferenceImage lastFrame(Video video) {
    throw notHere();
  }

  @Override
  public Optional<Path> shrink(Video video, long maxBytes) {
    throw notHere();
  }

  private static AssertionError notHere() {
    return new AssertionError("the web chat only reads files");
  }
}
