package io.github.reelay.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The machine's ffmpeg for tests, to make files and to be used by the program. */
final class FfmpegOfMachine {
  private FfmpegOfMachine() {}

  /** The test is skipped where there is none, or fails if nothing may be skipped. */
  static Ffmpeg require() {
    Optional<Ffmpeg> found = Ffmpeg.find(null, System.getenv("PATH"), Duration.ofMinutes(2));
    if (!Boolean.getBoolean("reelay.test.nothingSkipped")) {
      assumeTrue(found.isPresent(), "ffmpeg is not installed");
    }
    return found.orElseThrow();
  }

  static void make(List<String> before, List<String> after, Path file) throws IOException {
    require().close();
    List<String> command = new ArrayList<>(List.of("ffmpeg", "-nostdin", "-v", "error", "-y"));
    command.addAll(before);
    command.addAll(after);
    command.add(file.toString());
    try {
      assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
