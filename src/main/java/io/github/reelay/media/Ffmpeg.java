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
  private static final Logger log = LoggerFactory.getLogger(Ffmpeg.class);

  private final String executable;
  private final Duration timeout;
  private final Semaphore runPermit = new Semaphore(1);

  /**
   * @param program a path, checked to be an executable file
   * @param longest one run may take so long
   */
  Ffmpeg(String program, Duration longest) {
    this.executable = program;
    this.timeout = longest;
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
  boolean run(List<String> before, Path from, List<String> after, Path to) throws IOException {
    List<String> command = new ArrayList<>(List.of(executable, "-nostdin", "-v", "error", "-y"));
    // A hostile file may name other files and addresses; nothing but the file itself is opened.
    command.addAll(List.of("-protocol_whitelist", "file"));
    command.addAll(before);
    command.addAll(List.of("-f", "mov", "-i", "file:" + from.toAbsolutePath()));
    command.addAll(after);
    command.add("file:" + to.toAbsolutePath());
    try {
      runPermit.acquire();
      try {
        return execute(command) && Files.exists(to) && Files.size(to) > 0;
      } finally {
        runPermit.release();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private boolean execute(List<String> command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command)
            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
            .redirectError(ProcessBuilder.Redirect.DISCARD)
            .start();
    try {
      if (!process.waitFor(timeout.toMillis(), TimeUnit.MILLISECONDS)) {
        log.atWarn().addKeyValue("after", timeout).log("Ffmpeg took too long and was killed");
        return false;
      }
      return process.exitValue() == 0;
    } finally {
      process.destroyForcibly();
    }
  }
}
