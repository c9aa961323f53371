package io.github.reelay.media;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The system's ffmpeg, where there is one: faster than Java, and the only way to shrink. Runs
 * without a shell, reads nothing but local files, one run at a time, killed when it takes too long.
 */
public final class Ffmpeg {
  private static final Logger LOG = LoggerFactory.getLogger(Ffmpeg.class);

  private final String program;
  private final Duration longest;
  private final Semaphore turn = new Semaphore(1);

  /**
   * @param program a path, checked to be an executable file
   * @param longest one run may take so long
   */
  Ffmpeg(String program, Duration longest) {
    this.program = program;
    this.longest = longest;
  }

  /**
   * @param configured a path from the configuration; null: the first on {@code PATH}
   * @param searchPath the environment's {@code PATH}
   */
  public static Optional<Ffmpeg> find(
      @Nullable Path configured, @Nullable String searchPath, Duration longest) {
    List<Path> places = new ArrayList<>();
    if (configured != null) {
      places.add(configured);
    } else if (searchPath != null) {
      for (String folder : searchPath.split(java.io.File.pathSeparator)) {
        if (!folder.isEmpty()) {
          places.add(Path.of(folder, "ffmpeg"));
          places.add(Path.of(folder, "ffmpeg.exe"));
        }
      }
    }
    return places.stream()
        .filter(p -> Files.isRegularFile(p) && Files.isExecutable(p))
        .findFirst()
        .map(p -> new Ffmpeg(p.toString(), longest));
  }

  /**
   * @param before options that stand before the input
   * @param after options for the output
   * @return whether it ended well and in time, and wrote something
   */
  boolean run(List<String> before, Path from, List<String> after, Path to) throws IOException {
    List<String> command = new ArrayList<>(List.of(program, "-nostdin", "-v", "error", "-y"));
    // A hostile file may name other files and addresses; nothing but the file itself is opened.
    command.addAll(List.of("-protocol_whitelist", "file"));
    command.addAll(before);
    command.addAll(List.of("-f", "mov", "-i", "file:" + from.toAbsolutePath()));
    command.addAll(after);
    command.add("file:" + to.toAbsolutePath());
    try {
      turn.acquire();
      try {
        return finish(command) && Files.exists(to) && Files.size(to) > 0;
      } finally {
        turn.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean finish(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(longest.toMillis(), TimeUnit.MILLISECONDS)) {
        LOG.atWarn().addKeyValue("after", longest).log("ffmpeg took too long and was killed");
        return false;
      }
      return process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }
}
