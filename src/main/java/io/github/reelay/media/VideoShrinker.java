package io.github.reelay.media;

import io.github.reelay.media.mp4.Provenance;
import io.github.reelay.task.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A maker of smaller copies of videos with ffmpeg: the bit rate goes down first, then the size too.
 */
final class VideoShrinker {
  private static final Logger log = LoggerFactory.getLogger(VideoShrinker.class);

  /** Encoders overshoot a little, and the container takes its share. */
  private static final double HEADROOM = 0.92;

  private static final long AUDIO_BITRATE = 96_000;

  /** Below this a picture of 360 lines falls apart. */
  private static final long MIN_VIDEO_BITRATE = 150_000;

  /** What is aimed at, as part of what would just fit, and the longest side. */
  private enum Attempt {
    FULL_SIZE(1.0, 1280),
    SMALLER(0.85, 854),
    SMALLEST(0.65, 640);

    private final double bitrateShare;
    private final int maxSide;

    Attempt(double share, int maxSide) {
      this.bitrateShare = share;
      this.maxSide = maxSide;
    }
  }

  private final MediaFiles files;
  private final Ffmpeg ffmpeg;

  VideoShrinker(MediaFiles files, Ffmpeg ffmpeg) {
    this.files = files;
    this.ffmpeg = ffmpeg;
  }

  /** A temporary file that fits, or nothing. */
  Optional<Path> shrink(Video video, long maxBytes) throws IOException {
    double seconds = Math.max(0.5, video.length().toMillis() / 1000.0);
    Path copy = files.paths().newPart(".mp4");
    for (Attempt attempt : Attempt.values()) {
      long bits = (long) (maxBytes * 8 * HEADROOM * attempt.bitrateShare / seconds) - AUDIO_BITRATE;
      boolean written =
          bits >= MIN_VIDEO_BITRATE
              && ffmpeg.run(
                  Ffmpeg.Work.SHRINK,
                  List.of(),
                  files.locate(video),
                  outputOptions(bits, attempt.maxSide),
                  copy);
      if (written && Files.size(copy) <= maxBytes - Provenance.MAX_LABEL_BYTES) {
        Provenance.label(copy);
        return Optional.of(copy);
      }
    }
    Files.deleteIfExists(copy);
    log.atDebug()
        .addKeyValue("file", video.file())
        .addKeyValue("limit", maxBytes)
        .log("Video cannot be made small enough; a link is the other way");
    return Optional.empty();
  }

  private static List<String> outputOptions(long bits, int maxSide) {
    String scale =
        "scale='if(gt(iw,ih),min(%1$d,iw),-2)':'if(gt(iw,ih),-2,min(%1$d,ih))'".formatted(maxSide);
    String rate = Long.toString(bits);
    return List.of(
        "-vf",
        scale,
        "-c:v",
        "libx264",
        "-preset",
        "veryfast",
        "-b:v",
        rate,
        "-maxrate",
        rate,
        "-bufsize",
        rate,
        "-pix_fmt",
        "yuv420p",
        "-c:a",
        "aac",
        "-b:a",
        "96k",
        "-movflags",
        "+faststart",
        "-map_metadata",
        "-1",
        "-f",
        "mp4");
  }
}
