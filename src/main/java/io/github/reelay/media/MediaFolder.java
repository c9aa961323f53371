package io.github.reelay.media;

import io.github.reelay.media.mp4.Mp4Info;
import io.github.reelay.media.mp4.Provenance;
import io.github.reelay.media.picture.JpegWriter;
import io.github.reelay.media.picture.PictureProgram;
import io.github.reelay.media.picture.PictureReader;
import io.github.reelay.media.picture.PictureResult;
import io.github.reelay.media.store.ObjectStore;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore;
import java.awt.image.BufferedImage;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.jspecify.annotations.Nullable;

/**
 * The media folder: {@code videos/<task>.mp4} (or {@code .webm}), {@code videos/<task>-film.mp4}
 * for the film that ends with it, {@code pictures/<sha256>.jpg}, and {@code parts/} for what is
 * being written. A file appears under its name only when it is whole and on disk. No name comes
 * from outside. Safe for many threads, and for several processes of one database.
 *
 * <p>Where there is a shared store, the folder holds copies of what is in it, and a store that
 * cannot be reached throws as a broken disk does.
 */
public final class MediaFolder implements MediaStore, AutoCloseable {
  private final MediaPaths paths;
  private final MediaFiles files;
  private final @Nullable Ffmpeg ffmpeg;
  private final PictureReader pictureReader;
  private final VideoIntake videos;

  private MediaFolder(
      MediaFiles files, @Nullable Ffmpeg ffmpeg, PictureEncoder.@Nullable Factory encoders) {
    this.paths = files.paths();
    this.files = files;
    this.ffmpeg = ffmpeg;
    this.pictureReader =
        new PictureReader(ffmpeg == null ? PictureProgram.NONE : this::decodeWithFfmpeg);
    this.videos =
        new VideoIntake(files, ffmpeg, new AnimationConverter(pictureReader, ffmpeg, encoders));
  }

  private @Nullable BufferedImage decodeWithFfmpeg(Path file, String format, int maxSide)
      throws IOException {
    List<String> options = new ArrayList<>(Ffmpeg.within(maxSide));
    options.addAll(List.of("-frames:v", "1"));
    Path decoded = paths.newPart(".png");
    try {
      boolean written =
          ffmpeg != null
              && ffmpeg.run(
                  Ffmpeg.Work.FRAME,
                  format.equals("webp") ? "webp_pipe" : "mov",
                  List.of(),
                  file,
                  options,
                  decoded);
      return written ? ImageIO.read(decoded.toFile()) : null;
    } finally {
      Files.deleteIfExists(decoded);
    }
  }

  /**
   * Makes the folder where it is missing, readable by its owner only, and sweeps away what an
   * earlier run left unfinished.
   *
   * @param ffmpeg makes an MP4 of a WebM; null: a WebM stays one
   * @param encoders make an MP4 of an animated WebP where there is no ffmpeg; null: it is unfit
   */
  public static MediaFolder open(
      Path root, @Nullable Ffmpeg ffmpeg, PictureEncoder.@Nullable Factory encoders)
      throws IOException {
    MediaPaths paths = MediaPaths.create(root);
    Leftovers.sweep(paths);
    new LocalCopies(paths).areOriginals();
    return new MediaFolder(new MediaFiles(paths, null), ffmpeg, encoders);
  }

  /** As {@link #open}, where other living runs may work in the folder. */
  public static MediaFolder openShared(
      Path root, @Nullable Ffmpeg ffmpeg, PictureEncoder.@Nullable Factory encoders)
      throws IOException {
    MediaPaths paths = MediaPaths.create(root);
    Leftovers.sweepShared(paths);
    new LocalCopies(paths).areOriginals();
    return new MediaFolder(new MediaFiles(paths, null), ffmpeg, encoders);
  }

  /** As {@link #openShared}, as the copy of a store that instances share instead of the folder. */
  public static MediaFolder openCopy(
      Path root,
      @Nullable Ffmpeg ffmpeg,
      PictureEncoder.@Nullable Factory encoders,
      ObjectStore store)
      throws IOException {
    MediaPaths paths = MediaPaths.create(root);
    Leftovers.sweepShared(paths);
    return new MediaFolder(new MediaFiles(paths, store), ffmpeg, encoders);
  }

  /**
   * Deletes the copies in a folder that nobody works in.
   *
   * @param storeAddress of the store that they must be in
   * @return how many there were
   */
  public static int evictCopies(Path root, String storeAddress) throws IOException {
    try (MediaPaths paths = MediaPaths.create(root)) {
      Leftovers.sweepShared(paths);
      return paths.run().isAlone() ? new LocalCopies(paths).evict(storeAddress) : 0;
    }
  }

  /** The folders in it that are ours; there may be others. */
  public static List<Path> foldersIn(Path root) {
    return MediaPaths.folders(root);
  }

  /** Those of them whose files are whole. */
  public static List<Path> finishedIn(Path root) {
    return MediaPaths.finished(root);
  }

  /**
   * All that says what is in it, whole: {@link #finishedIn}, and whether that is a store's copy.
   */
  public static List<Path> contentsOf(Path root) {
    return Stream.concat(finishedIn(root).stream(), Stream.of(root.resolve(LocalCopies.MARK)))
        .toList();
  }

  /** Says that this run is over. What it was writing is the next one's to sweep away. */
  @Override
  public void close() throws IOException {
    paths.close();
  }

  MediaFiles files() {
    return files;
  }

  PictureReader pictureReader() {
    return pictureReader;
  }

  @Override
  public Path partFile(TaskId task) {
    return paths.newPart("-" + task + ".part");
  }

  @Override
  public StoreVideoResult storeVideo(TaskId task, Path partFile) throws IOException {
    return videos.store(task, partFile);
  }

  @Override
  public Optional<Video> joinFilm(TaskId last, List<Video> clips) throws IOException {
    Ffmpeg program = ffmpeg;
    if (program == null) {
      return Optional.empty();
    }
    Path joined = paths.newPart("-" + last + ".film");
    try {
      Optional<Mp4Info> mp4 = new FilmJoiner(files, program).join(clips, joined);
      if (mp4.isEmpty()) {
        return Optional.empty();
      }
      Provenance.label(joined);
      DurableFiles.sync(joined);
      return Optional.of(videos.save(MediaPaths.filmName(last), joined, mp4.get()));
    } finally {
      Files.deleteIfExists(joined);
    }
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
      files.save(partFile, files.file(picture), picture.sha256());
    } finally {
      Files.deleteIfExists(partFile);
    }
    return picture;
  }

  @Override
  public Path path(Video video) {
    try {
      return files.locate(video);
    } catch (IOException e) {
      throw unchecked(e);
    }
  }

  @Override
  public Path path(ReferenceImage image) {
    try {
      return files.locate(image);
    } catch (IOException e) {
      throw unchecked(e);
    }
  }

  @Override
  public boolean has(Video video) {
    try {
      return files.has(video);
    } catch (IOException e) {
      throw unchecked(e);
    }
  }

  @Override
  public boolean has(ReferenceImage image) {
    try {
      return files.has(image);
    } catch (IOException e) {
      throw unchecked(e);
    }
  }

  /** With its sentence alone, not with its class before it. */
  private static UncheckedIOException unchecked(IOException e) {
    return new UncheckedIOException(e.getMessage(), e);
  }

  @Override
  public void delete(Video video) throws IOException {
    files.delete(files.file(video));
  }

  /** Forgets a picture that no task and no draft needs any more; missing is fine. */
  public void drop(ReferenceImage image) throws IOException {
    files.delete(files.file(image));
  }
}
