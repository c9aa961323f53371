package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long {@code ./reelay demo} takes until it has said where it is, with what Java has learned of
 * it and without, and what it takes up then.
 */
class StartTimes {
  private static final int STARTS = 7;
  private static final String LEARNED = "-XX:AOTMode=auto";
  private static final String NOT_LEARNED = "-XX:AOTMode=off";

  @TempDir private Path folder;

  @Test
  void startsOneAfterTheOther() throws Exception {
    start(LEARNED); // makes what is missing, builds what is stale
    for (String mode : List.of(LEARNED, NOT_LEARNED)) {
      List<Long> millis = new ArrayList<>();
      for (int i = 0; i < STARTS; i++) {
        millis.add(start(mode));
      }
      millis.sort(null);
      System.out.printf(
          "%s: %d starts, %d ms (median), %d to %d ms%n",
          mode, STARTS, millis.get(STARTS / 2), millis.getFirst(), millis.getLast());
    }
  }

  /** Gives the milliseconds until it is ready. */
  private long start(String mode) throws Exception {
    ProcessBuilder launcher = new ProcessBuilder("./reelay", "demo").redirectErrorStream(true);
    launcher.environment().put("JDK_JAVA_OPTIONS", mode);
    launcher.environment().put("REELAY_DATA_DIR", folder.resolve("data").toString());
    launcher.environment().put("REELAY_HTTP_PORT", "0");
    long begun = System.nanoTime();
    Process program = launcher.start();
    try (BufferedReader out = program.inputReader()) {
      assertThat(out.lines().anyMatch(line -> line.startsWith("Reelay demo: open"))).isTrue();
      long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      try (Stream<String> status =
          Files.lines(Path.of("/proc", Long.toString(program.pid()), "status"))) {
        status.filter(line -> line.matches("(VmRSS|RssAnon):.*")).forEach(System.out::println);
      }
      return millis;
    } finally {
      program.destroy();
      assertThat(program.waitFor(30, TimeUnit.SECONDS)).isTrue();
    }
  }
}
