package io.github.reelay.media;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system's ffmpeg, where there is one: faster than Java, and the only way to shrink. Runs
 * without a shell, reads nothing but local files, one run at a time of each kind of work, killed
 * when it takes too long and when the program ends.
 */
public final class Ffmpeg implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Ffmpeg.class);

  /** What every chat plays; the picture as good as it was, to the eye. */
  static final List<String> AS_MP4 =
      List.of(
          "-c:v",
          "libx264",
          "-preset",
          "veryfast",
          "-crf",
          "18",
          "-pix_fmt",
          "yuv420p",
          "-c:a",
          "aac",
          "-b:a",
          "160k",
          "-movflags",
          "+faststart",
          "-f",
          "mp4");

  /** More than 8K, which no chat shows; with what it refers to such a frame takes 60 MB. */
  private static final String MAX_PIXELS = Integer.toString(8192 * 4608);

  /** A thumbnail that takes longer is not worth it: the next one waits for it. */
  private static final Duration FRAME_TIMEOUT = Duration.ofSeconds(20);

  /** Before a path: then it is nothing else to ffmpeg. */
  private static final String FILE = "file:";

  private final String executable;
  private final Duration timeout;
  private final Map<Work, Semaphore> permits = new EnumMap<>(Work.class);
  private final Set<Process> running = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /** Kinds of work that do not wait for each other: a frame takes a moment, the others minutes. */
  enum Work {
    FRAME,
    SHRINK,
    CONVERT,
    JOIN
  }

  /**
   * @param program a path, checked to be an executable file
   * @param longest one run may take so long; one of a frame no longer than a moment
   */
  Ffmpeg(String program, Duration longest) {
    this.executable = program;
    this.timeout = longest;
    for (Work work : Work.values()) {
      permits.put(work, new Semaphore(1));
    }
  }

  /**
   * @param configured a path from the configuration; null: the first on {@code PATH}
   * @param searchPath the environment's {@code PATH}
   */
  public static Optional<Ffmpeg> find(
      @Nullable Path configured, @Nullable String searchPath, Duration longest) {
    List<Path> candidates = new ArrayList<>();
    if (configured != null) {
      candidates.add(configured);
    } else if (searchPath != null) {
      for (String folder : searchPath.split(java.io.File.pathSeparator)) {
        if (!folder.isEmpty()) {
          candidates.add(Path.of(folder, "ffmpeg"));
          candidates.add(Path.of(folder, "ffmpeg.exe"));
        }
      }
    }
    return candidates.stream()
        .filter(p -> Files.isRegularFile(p) && Files.isExecutable(p))
        .findFirst()
        .map(p -> new Ffmpeg(p.toString(), longest));
  }

  /**
   * @param before options that stand before the input
   * @param after options for the output
   * @return whether it ended well and in time, and wrote something
   */
  boolean run(Work work, List<String> before, Path from, List<String> after, Path to)
      throws IOException {
    String format = WebmInfo.isWebm(from) ? "matroska" : "mov";
    return run(work, format, before, from, after, to);
  }

  /**
   * @param format by ffmpeg's name; it is not guessed, for a guess may open anything
   */
  boolean run(Work work, String format, List<String> before, Path from, List<String> after, Path to)
      throws IOException {
    List<String> input = new ArrayList<>(before);
    input.addAll(input(format, from));
    return run(work, input, after, to, null);
  }

  /** Writes what the program is to read; false: that is not all, and what it makes is nothing. */
  @FunctionalInterface
  interface Feed {
    boolean writeTo(OutputStream to) throws IOException;
  }

  /**
   * Makes a video of pictures that are handed over one by one.
   *
   * @param feed writes each as rows of four bytes a pixel: blue, green, red and one that counts for
   *     nothing
   */
  boolean encode(
      int width, int height, int millisPerPicture, Feed feed, List<String> after, Path to)
      throws IOException {
    List<String> input =
        List.of(
            "-protocol_whitelist",
            "pipe",
            "-f",
            "rawvideo",
            "-pixel_format",
            "bgr0",
            "-video_size",
            width + "x" + height,
            "-framerate",
            "1000/" + millisPerPicture,
            "-i",
            "pipe:0");
    return run(Work.CONVERT, input, after, to, feed);
  }

  private boolean run(
      Work work, List<String> input, List<String> after, Path to, @Nullable Feed feed)
      throws IOException {
    List<String> command = new ArrayList<>(List.of(executable, "-nostdin", "-v", "error", "-y"));
    Duration most = longest(work);
    // It outlives a program that is killed; then this ends it, if no next start has done so.
    long cpuSeconds = (most.toSeconds() + 1) * Runtime.getRuntime().availableProcessors();
    command.addAll(List.of("-timelimit", Long.toString(cpuSeconds)));
    command.addAll(input);
    command.addAll(after);
    command.add(FILE + to.toAbsolutePath());
    try {
      Semaphore permit = Objects.requireNonNull(permits.get(work));
      permit.acquire();
      try {
        return execute(command, most, feed) && Files.exists(to) && Files.size(to) > 0;
      } finally {
        permit.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** The options of one input; more of them may stand before the last. */
  static List<String> input(String format, Path from) {
    return List.of(
        // A hostile file may name other files and addresses; nothing but the file itself is opened.
        "-protocol_whitelist",
        "file",
        // A file of a few hundred kilobytes can ask for gigabytes of picture.
        "-max_pixels",
        MAX_PIXELS,
        "-f",
        format,
        "-i",
        FILE + from.toAbsolutePath());
  }

  /** Options that make what is written at most so large, in its shape, and never larger. */
  static List<String> within(int maxSide) {
    return List.of(
        "-vf",
        "scale=w='min(iw,%1$d)':h='min(ih,%1$d)':force_original_aspect_ratio=decrease"
            .formatted(maxSide));
  }

  private Duration longest(Work work) {
    return work == Work.FRAME && timeout.compareTo(FRAME_TIMEOUT) > 0 ? FRAME_TIMEOUT : timeout;
  }

  private boolean execute(List<String> command, Duration most, @Nullable Feed feed)
      throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    running.add(process);
    try {
      if (closed) {
        throw new IllegalStateException("the program ends");
      }
      boolean fed = feed == null || feed(process, most, feed);
      if (fed && !process.waitFor(most.toMillis(), TimeUnit.MILLISECONDS)) {
        log.atWarn().addKeyValue("after", most).log("Ffmpeg took too long and was killed");
        return false;
      }
      if (closed) {
        // Not that the file is bad: whoever waits is not to draw a conclusion.
        throw new IllegalStateException("the program ends");
      }
      return fed && process.exitValue() == 0;
    } finally {
      running.remove(process);
      process.destroyForcibly();
    }
  }

  /** One that takes too long is killed on the way: who writes to it would wait for ever. */
  private static boolean feed(Process process, Duration most, Feed feed) {
    CompletableFuture<Process> end =
        process.onExit().orTimeout(most.toMillis(), TimeUnit.MILLISECONDS);
    var _ =
        end.exceptionally(late -> {
          log.atWarn().addKeyValue("after", most).log("Ffmpeg took too long and was killed");
          process.destroyForcibly();
          return process;
        });
    try (OutputStream to = process.getOutputStream()) {
      return feed.writeTo(to);
    } catch (IOException ended) {
      return false;
    }
  }

  /** Ends what is under way; whoever waits for it gets an {@link IllegalStateException}. */
  @Override
  public void close() {
    closed = true;
    running.forEach(Process::destroyForcibly);
  }

  /**
   * Ends what a run that was killed has left behind.
   *
   * @param left whether a program that works with this file is such a one
   */
  static void endRuns(Predicate<Path> left) {
    ProcessHandle.current()
        .info()
        .user()
        .ifPresent(user ->
            ProcessHandle.allProcesses()
                .filter(process -> process.info().user().filter(user::equals).isPresent())
                .filter(process ->
                    process.info().arguments().stream()
                        .flatMap(Arrays::stream)
                        .filter(argument -> argument.startsWith(FILE))
                        .anyMatch(file -> left.test(Path.of(file.substring(FILE.length())))))
                .forEach(ProcessHandle::destroyForcibly));
  }
}
