package io.github.reelay.media;

import io.github.reelay.media.mp4.EmbeddedWorkflow;
import io.github.reelay.media.mp4.FastStart;
import io.github.reelay.media.mp4.Mp4Info;
import io.github.reelay.media.mp4.Provenance;
import io.github.reelay.media.picture.WebpAnimation;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaStore.StoreVideoResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** What becomes of a downloaded file before it is a video of the media folder. */
final class VideoIntake {
  private static final List<String> TO_MP4 =
      Stream.concat(Stream.of("-map", "0:v:0", "-map", "0:a:0?"), Ffmpeg.AS_MP4.stream()).toList();

  /** A copy that is much shorter has lost its end. */
  private static final double MIN_SHARE_OF_DURATION = 0.9;

  private final MediaFiles files;
  private final @Nullable Ffmpeg ffmpeg;
  private final AnimationConverter animations;

  VideoIntake(MediaFiles files, @Nullable Ffmpeg ffmpeg, AnimationConverter animations) {
    this.files = files;
    this.ffmpeg = ffmpeg;
    this.animations = animations;
  }

  /** Takes one in; the part is gone afterwards. */
  StoreVideoResult store(TaskId task, Path partFile) throws IOException {
    if (!Files.isRegularFile(partFile)) {
      throw new NoSuchFileException(partFile.toString());
    }
    Path changed = files.paths().newPart("-" + task + ".front");
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
    Path converted = files.paths().newPart("-" + task + ".mp4");
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

  /** Puts a whole, synced video under its name. */
  Video save(String name, Path whole, Mp4Info mp4) throws IOException {
    return save(name, whole, mp4.width(), mp4.height(), mp4.duration());
  }

  private Video save(String name, Path whole, int width, int height, Duration length)
      throws IOException {
    String sha256 = DurableFiles.sha256(whole);
    long bytes = Files.size(whole);
    files.save(whole, files.paths().video(name), sha256);
    return new Video(name, bytes, width, height, length, sha256);
  }
}
