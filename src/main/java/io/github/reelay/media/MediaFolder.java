package io.github.reelay.media;

import io.github.reelay.media.mp4.FastStart;
import io.github.reelay.media.mp4.Mp4Info;
import io.github.reelay.media.picture.JpegWriter;
import io.github.reelay.media.picture.PictureReader;
import io.github.reelay.media.picture.PictureResult;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/**
 * The media folder: {@code videos/<task>.mp4}, {@code pictures/<sha256>.jpg}, and {@code parts/}
 * for what is being written. A file appears under its name only when it is whole and on disk. No
 * name comes from outside. Safe for many threads; one process.
 */
public final class MediaFolder implements MediaStore {
  private final MediaPaths paths;
  private final PictureReader pictureReader = new PictureReader();

  private MediaFolder(MediaPaths paths) {
    this.paths = paths;
  }

  /**
   * Makes the folder where it is missing, readable by its owner only, and sweeps away what an
   * earlier run left unfinished.
   *
   * @param dataDir the data directory; the folder is {@code media} in it
   */
  public static MediaFolder open(Path dataDir) throws IOException {
    MediaPaths paths = MediaPaths.create(dataDir.resolve("media"));
    paths.deleteParts();
    return new MediaFolder(paths);
  }

  MediaPaths paths() {
    return paths;
  }

  PictureReader pictureReader() {
    return pictureReader;
  }

  @Override
  public Path partFile(TaskId task) {
    return paths.part(task, ".part");
  }

  @Override
  public StoreVideoResult storeVideo(TaskId task, Path partFile) throws IOException {
    if (!Files.isRegularFile(partFile)) {
      throw new NoSuchFileException(partFile.toString());
    }
    Path moved = paths.part(task, ".front");
    try {
      return switch (Mp4Info.read(partFile)) {
        case Mp4Info.ReadResult.Invalid(String reason) -> unfit(reason);
        case Mp4Info.ReadResult.Valid(Mp4Info mp4) when mp4.isFastStart() -> {
          DurableFiles.sync(partFile);
          yield save(task, partFile, mp4);
        }
        case Mp4Info.ReadResult.Valid _ ->
            switch (FastStart.copy(partFile, moved)) {
              case Mp4Info.ReadResult.Invalid(String reason) -> unfit(reason);
              case Mp4Info.ReadResult.Valid(Mp4Info mp4) -> save(task, moved, mp4);
            };
      };
    } finally {
      Files.deleteIfExists(moved);
      Files.deleteIfExists(partFile);
    }
  }

  private static StoreVideoResult unfit(String reason) {
    return new StoreVideoResult.Invalid(Failure.of(FailureKind.BAD_FILE, reason));
  }

  private StoreVideoResult save(TaskId task, Path whole, Mp4Info mp4) throws IOException {
    String name = task + ".mp4";
    String sha256 = DurableFiles.sha256(whole);
    long bytes = Files.size(whole);
    DurableFiles.move(whole, paths.video(name));
    return new StoreVideoResult.Stored(
        new Video(name, bytes, mp4.width(), mp4.height(), mp4.duration(), sha256));
  }

  @Override
  public StoreImageResult storeImage(InputStream bytes, long limit) throws IOException {
    Path partFile = paths.newPart(".picture");
    try {
      if (!writeAtMost(bytes, limit, partFile)) {
        return new StoreImageResult.Invalid(StoreImageResult.Reason.TOO_MANY_BYTES);
      }
      return switch (pictureReader.read(partFile)) {
        case PictureResult.Rejected(StoreImageResult.Reason reason) ->
            new StoreImageResult.Invalid(reason);
        case PictureResult.Decoded(BufferedImage image) -> new StoreImageResult.Stored(save(image));
      };
    } finally {
      Files.deleteIfExists(partFile);
    }
  }

  private static boolean writeAtMost(InputStream bytes, long limit, Path to) throws IOException {
    byte[] buffer = new byte[1 << 16];
    long written = 0;
    try (OutputStream out = Files.newOutputStream(to)) {
      for (int n = bytes.read(buffer); n >= 0; n = bytes.read(buffer)) {
        written += n;
        if (written > limit) {
          return false;
        }
        out.write(buffer, 0, n);
      }
    }
    return true;
  }

  /** Stores a picture of ours under its content's name. */
  ReferenceImage save(BufferedImage image) throws IOException {
    byte[] jpeg = JpegWriter.write(image, JpegWriter.DEFAULT_QUALITY);
    ReferenceImage picture =
        new ReferenceImage(
            DurableFiles.sha256(jpeg),
            "image/jpeg",
            image.getWidth(),
            image.getHeight(),
            jpeg.length);
    Path partFile = paths.newPart(".jpg");
    try {
      Files.write(partFile, jpeg);
      DurableFiles.sync(partFile);
      DurableFiles.move(partFile, path(picture));
    } finally {
      Files.deleteIfExists(partFile);
    }
    return picture;
  }

  @Override
  public Path path(Video video) {
    return paths.video(video.file());
  }

  @Override
  public Path path(ReferenceImage image) {
    return paths.picture(fileName(image));
  }

  static String fileName(ReferenceImage image) {
    return image.sha256() + (image.mediaType().equals("image/png") ? ".png" : ".jpg");
  }

  @Override
  public boolean has(Video video) {
    return Files.isRegularFile(path(video));
  }

  @Override
  public boolean has(ReferenceImage image) {
    return Files.isRegularFile(path(image));
  }

  @Override
  public void delete(Video video) throws IOException {
    Files.deleteIfExists(path(video));
  }

  /** Forgets a picture that no task and no draft needs any more; missing is fine. */
  public void drop(ReferenceImage image) throws IOException {
    Files.deleteIfExists(path(image));
  }
}
