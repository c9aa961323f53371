package io.github.reelay.media;

import io.github.reelay.media.mp4.Mp4Info;
import io.github.reelay.media.mp4.StreamFormats;
import io.github.reelay.task.Video;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A joiner of clips with ffmpeg: as they are where their formats agree, else encoded anew in the
 * size of the first.
 */
final class FilmJoiner {
  private static final Logger log = LoggerFactory.getLogger(FilmJoiner.class);

  /**
   * A playlist among the clips would open whatever it says, so nothing but MP4 is opened. As the
   * formats agree, the packets need no conversion that would put decoder set-up into them.
   */
  private static final List<String> LIST_OPTIONS =
      List.of(
          "-safe",
          "0",
          "-auto_convert",
          "0",
          "-format_whitelist",
          "concat,mov,mp4,m4a,3gp,3g2,mj2");

  private static final List<String> COPY =
      List.of(
          "-map", "0:v:0", "-map", "0:a:0?", "-c", "copy", "-movflags", "+faststart", "-f", "mp4");

  /** A join that lasts that much less or more than its clips has lost or stretched one. */
  private static final double TOLERANCE = 0.05;

  private static final Duration LEAST_TOLERANCE = Duration.ofMillis(250);

  private final MediaFiles stored;
  private final Ffmpeg ffmpeg;

  FilmJoiner(MediaFiles stored, Ffmpeg ffmpeg) {
    this.stored = stored;
    this.ffmpeg = ffmpeg;
  }

  /**
   * Joins stored clips.
   *
   * @param to where the film is written; may be left behind unfinished
   * @return empty where it cannot be done
   */
  Optional<Mp4Info> join(List<Video> clips, Path to) throws IOException {
    List<Path> files = new ArrayList<>();
    for (Video clip : clips) {
      files.add(stored.locate(clip));
    }
    List<StreamFormats> formats = new ArrayList<>();
    for (Path file : files) {
      Optional<StreamFormats> format = StreamFormats.read(file);
      if (format.isEmpty()) {
        return Optional.empty();
      }
      formats.add(format.get());
    }
    Duration length = clips.stream().map(Video::length).reduce(Duration.ZERO, Duration::plus);
    if (formats.stream().distinct().count() == 1 && copy(files, to)) {
      Optional<Mp4Info> copied = check(to, length);
      if (copied.isPresent()) {
        return copied;
      }
      log.atWarn()
          .addKeyValue("file", clips.getLast().file())
          .log("Clips joined as they are do not fit together; encoded anew");
    }
    return encode(clips, files, formats, to) ? check(to, length) : Optional.empty();
  }

  private static Optional<Mp4Info> check(Path film, Duration length) throws IOException {
    if (!(Mp4Info.read(film) instanceof Mp4Info.ReadResult.Valid(Mp4Info mp4))) {
      return Optional.empty();
    }
    long tolerance = Math.max(LEAST_TOLERANCE.toMillis(), (long) (length.toMillis() * TOLERANCE));
    return Math.abs(mp4.duration().minus(length).toMillis()) <= tolerance
        ? Optional.of(mp4)
        : Optional.empty();
  }

  private boolean copy(List<Path> files, Path to) throws IOException {
    Path list = stored.paths().newPart(".list");
    try {
      Files.write(
          list,
          files.stream()
              .map(file ->
                  "file 'file:" + file.toAbsolutePath().toString().replace("'", "'\\''") + "'")
              .toList());
      return ffmpeg.run(Ffmpeg.Work.JOIN, "concat", LIST_OPTIONS, list, COPY, to);
    } finally {
      Files.deleteIfExists(list);
    }
  }

  private boolean encode(List<Video> clips, List<Path> files, List<StreamFormats> formats, Path to)
      throws IOException {
    List<String> earlier =
        files.subList(0, files.size() - 1).stream()
            .flatMap(file -> Ffmpeg.input("mov", file).stream())
            .toList();
    boolean sound = formats.stream().anyMatch(StreamFormats::hasSound);
    List<String> output = new ArrayList<>(List.of("-filter_complex", graph(clips, formats, sound)));
    output.addAll(List.of("-map", "[v]"));
    if (sound) {
      output.addAll(List.of("-map", "[a]"));
    }
    output.addAll(Ffmpeg.AS_MP4);
    return ffmpeg.run(Ffmpeg.Work.JOIN, "mov", earlier, files.getLast(), output, to);
  }

  /** Each clip in the first one's size, with black around it where its shape is another one. */
  private static String graph(List<Video> clips, List<StreamFormats> formats, boolean sound) {
    Video first = clips.getFirst();
    int width = first.width() / 2 * 2;
    int height = first.height() / 2 * 2;
    StringBuilder graph = new StringBuilder();
    for (int i = 0; i < clips.size(); i++) {
      graph.append(
          "[%1$d:v:0]scale=%2$d:%3$d:force_original_aspect_ratio=decrease,pad=%2$d:%3$d:-1:-1,setsar=1,format=yuv420p[v%1$d];"
              .formatted(i, width, height));
      if (sound) {
        String source =
            formats.get(i).hasSound()
                ? "[%d:a:0]aresample=48000".formatted(i)
                : String.format(
                    Locale.ROOT,
                    "anullsrc=r=48000:cl=stereo,atrim=duration=%.3f",
                    clips.get(i).length().toMillis() / 1000.0);
        graph.append(source).append(",aformat=channel_layouts=stereo[a%d];".formatted(i));
      }
    }
    for (int i = 0; i < clips.size(); i++) {
      graph.append(sound ? "[v%1$d][a%1$d]".formatted(i) : "[v%d]".formatted(i));
    }
    return graph
        .append("concat=n=%d:v=1:a=%d[v]".formatted(clips.size(), sound ? 1 : 0))
        .append(sound ? "[a]" : "")
        .toString();
  }
}
