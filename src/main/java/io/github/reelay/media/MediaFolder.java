package io.github.reelay.media;

import io.github.reelay.media.mp4.EmbeddedWorkflow;
import io.github.reelay.media.mp4.FastStart;
import io.github.reelay.media.mp4.Mp4Info;
import io.github.reelay.media.mp4.Provenance;
import io.github.reelay.media.picture.JpegWriter;
import io.github.reelay.media.picture.PictureProgram;
import io.github.reelay.media.picture.PictureReader;
import io.github.reelay.media.picture.PictureResult;
import io.github.reelay.media.picture.WebpAnimation;
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
import java.time.Duration;
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
 */
public final class MediaFolder implements MediaStore, AutoCloseable {
  private static final List<String> TO_MP4 =
      Stream.concat(Stream.of("-map", "0:v:0", "-map", "0:a:0?"), Ffmpeg.AS_MP4.stream()).toList();

  /** A copy that is much shorter has lost its end. */
  private static final double MIN_SHARE_OF_DURATION = 0.9;

  private final MediaPaths paths;
  private final @Nullable Ffmpeg ffmpeg;
  private final PictureReader pictureReader;
  private final AnimationConverter animations;

  private MediaFolder(
      MediaPaths paths, @Nullable Ffmpeg ffmpeg, PictureEncoder.@Nullable Factory encoders) {
    this.paths = paths;
    this.ffmpeg = ffmpeg;
    this.pictureReader =
        new PictureReader(ffmpeg == null ? PictureProgram.NONE : this::decodeWithFfmpeg);
    this.animations = new AnimationConverter(pictureReader, ffmpeg, encoders);
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
    return new MediaFolder(paths, ffmpeg, encoders);
  }

  /** As {@link #open}, where other living runs may work in the folder. */
  public static MediaFolder openShared(
      Path root, @Nullable Ffmpeg ffmpeg, PictureEncoder.@Nullable Factory encoders)
      throws IOException {
    MediaPaths paths = MediaPaths.create(root);
    Leftovers.sweepShared(paths);
    return new MediaFolder(paths, ffmpeg, encoders);
  }

  /** The folders in it that are ours; there may be others. */
  public static List<Path> foldersIn(Path root) {
    return MediaPaths.folders(root);
  }

  /** Says that this run is over. What it was writing is the next one's to sweep away. */
  @Override
  public void close() throws IOException {
    paths.close();
  }

  MediaPaths paths() {
    return paths;
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
    if (!Files.isRegularFile(partFile)) {
      throw new NoSuchFileException(partFile.toString());
    }
    Path changed = paths.newPart("-" + task + ".front");
    try {
      if (WebpAnimation.isOne(partFile)) {
        return storeAnimation(task, partFile, changed);
      }
      return WebmInfo.isWebm(partFile)
          ? storeWebm(task, partFile, changed)
          : storeMp4(task, partFile, changed);
    } finally {
      Files.deleteIfExists(changed);
      Files.deleteIfExists(partFile);
    }
  }

  private StoreVideoResult storeMp4(TaskId task, Path partFile, Path moved) throws IOException {
    return switch (Mp4Info.readDownload(partFile)) {
      case Mp4Info.ReadResult.Invalid(String reason) -> unfit(reason);
      case Mp4Info.ReadResult.Valid(Mp4Info mp4) when mp4.isSigned() -> {
        DurableFiles.sync(partFile);
        yield new StoreVideoResult.Stored(save(task + ".mp4", partFile, mp4));
      }
      case Mp4Info.ReadResult.Valid(Mp4Info mp4) when mp4.isFastStart() ->
          saveLabelled(task, partFile, mp4);
      case Mp4Info.ReadResult.Valid _ ->
          switch (FastStart.copy(partFile, moved)) {
            case Mp4Info.ReadResult.Invalid(String reason) -> unfit(reason);
            case Mp4Info.ReadResult.Valid(Mp4Info mp4) -> saveLabelled(task, moved, mp4);
          };
    };
  }

  /** Many players know no WebM, so it becomes an MP4 where that can be done. */
  private StoreVideoResult storeWebm(TaskId task, Path partFile, Path converted)
      throws IOException {
    WebmInfo webm = WebmInfo.read(partFile).orElse(null);
    if (webm == null) {
      return unfit("not a whole WebM with a video track");
    }
    Ffmpeg program = ffmpeg;
    if (program != null
        && program.run(Ffmpeg.Work.CONVERT, List.of(), partFile, TO_MP4, converted)
        && Mp4Info.read(converted) instanceof Mp4Info.ReadResult.Valid(Mp4Info mp4)
        && mp4.duration().toMillis() >= webm.duration().toMillis() * MIN_SHARE_OF_DURATION) {
      return saveLabelled(task, converted, mp4);
    }
    WebmInfo.eraseWorkflow(partFile);
    DurableFiles.sync(partFile);
    return new StoreVideoResult.Stored(
        save(task + ".webm", partFile, webm.width(), webm.height(), webm.duration()));
  }

  /** No chat plays it as a video, so it has to become one. */
  private StoreVideoResult storeAnimation(TaskId task, Path webp, Path moved) throws IOException {
    Path converted = paths.newPart("-" + task + ".mp4");
    try {
      return animations.convert(webp, converted)
          ? storeMp4(task, converted, moved)
          : unfit("an animated WebP that is broken or too large");
    } finally {
      Files.deleteIfExists(converted);
    }
  }

  private static StoreVideoResult unfit(String reason) {
    return new StoreVideoResult.Invalid(Failure.of(FailureKind.BAD_FILE, reason));
  }

  private StoreVideoResult saveLabelled(TaskId task, Path whole, Mp4Info mp4) throws IOException {
    EmbeddedWorkflow.erase(whole);
    Provenance.label(whole);
    DurableFiles.sync(whole);
    return new StoreVideoResult.Stored(save(task + ".mp4", whole, mp4));
  }

  private Video save(String name, Path whole, Mp4Info mp4) throws IOException {
    return save(name, whole, mp4.width(), mp4.height(), mp4.duration());
  }

  private Video save(String name, Path whole, int width, int height, Duration length)
      throws IOException {
    String sha256 = DurableFiles.sha256(whole);
    long bytes = Files.size(whole);
    DurableFiles.move(whole, paths.video(name));
    return new Video(name, bytes, width, height, length, sha256);
  }

  @Override
  public Optional<Video> joinFilm(TaskId last, List<Video> clips) throws IOException {
    Ffmpeg program = ffmpeg;
    if (program == null) {
      return Optional.empty();
    }
    Path joined = paths.newPart("-" + last + ".film");
    try {
      Optional<Mp4Info> mp4 = new FilmJoiner(paths, program).join(clips, joined);
      if (mp4.isEmpty()) {
        return Optional.empty();
      }
      Provenance.label(joined);
      DurableFiles.sync(joined);
      return Optional.of(save(MediaPaths.filmName(last), joined, mp4.get()));
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
    return paths.has(path(video));
  }

  @Override
  public boolean has(ReferenceImage image) {
    return paths.has(path(image));
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
