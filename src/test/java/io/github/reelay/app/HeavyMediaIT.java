package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.sun.net.httpserver.HttpExchange;
import io.github.reelay.telegram.TelegramTestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged program with the memory of a small machine, and videos that cost it much: what one
 * person's video needs is no harm to the others. The relay and the chat are in the test's process.
 */
class HeavyMediaIT {
  private static final int ANN = 1001;
  private static final int BEN = 1002;

  /** Shrinking takes as long as the video is: what slow machines and long videos come to. */
  private static final String SLOW_FFMPEG =
      """
      #!/bin/sh
      case "$*" in
        *libx264*) exec ffmpeg -re "$@" ;;
        *) exec ffmpeg "$@" ;;
      esac
      """;

  private final AtomicInteger dripping = new AtomicInteger();

  @TempDir private Path folder;
  private CountingRelay relay;
  private TelegramTestServer chat;
  private Map<String, String> environment;

  @BeforeEach
  void begin() throws IOException {
    assumeTrue(ffmpegIsThere() || Boolean.getBoolean("reelay.test.nothingSkipped"));
    relay = new CountingRelay(SmallFilm.make(folder), 7);
    chat = new TelegramTestServer();
    environment = RelayEnvironment.of(folder, relay);
    environment.put("TELEGRAM_TOKEN", TelegramTestServer.TOKEN);
    environment.put("TELEGRAM_API_URL", chat.url().toString());
    environment.put("REELAY_TELEGRAM_UPLOAD_LIMIT", "10MB");
  }

  @AfterEach
  void end() {
    chat.close();
    relay.close();
  }

  /** 444 kB of this ended the program at every start. */
  @ParameterizedTest
  @ValueSource(strings = {"ffmpeg", "none"})
  void anEnormousFrameIsDeliveredAndEndsNothing(String ffmpeg) throws Exception {
    environment.put("REELAY_MEDIA_FFMPEG", ffmpeg);
    byte[] huge = made("color=c=gray:s=12288x12288:r=2:d=1");
    relay.filesByWord.put("huge", CountingRelay.file(huge));
    try (ReelayProcess program = ReelayProcess.start("run", environment)) {
      says(ANN, "a huge fox");
      says(BEN, "a small fox");
      awaitVideos(ANN, 1, Duration.ofSeconds(60));
      awaitVideos(BEN, 1, Duration.ofSeconds(60));
      assertThat(program.endsWithin(0)).as("it has ended").isFalse();
      assertThat(program.stop()).isEqualTo(143);
    }
    assertThat(chat.calls("editMessageMedia").stream().flatMap(c -> c.parts().values().stream()))
        .as("as it was sent, with its label behind it")
        .anyMatch(part -> Arrays.mismatch(part, huge) == huge.length);
  }

  @Test
  void downloadsThatDripHoldUpNobody() throws Exception {
    relay.filesByWord.put("slow", this::drip);
    try (ReelayProcess _ = ReelayProcess.start("run", environment)) {
      for (int i = 0; i < 8; i++) {
        says(ANN, "a slow fox " + i);
      }
      await().atMost(Duration.ofSeconds(60)).until(() -> dripping.get() >= 6);
      says(BEN, "a small fox");
      awaitVideos(BEN, 1, Duration.ofSeconds(20));
    }
  }

  @Test
  void aShrinkHoldsUpNobodyAndEndsWithTheProgram() throws Exception {
    Path slow = Files.writeString(folder.resolve("slow-ffmpeg"), SLOW_FFMPEG);
    assertThat(slow.toFile().setExecutable(true)).isTrue();
    environment.put("REELAY_MEDIA_FFMPEG", slow.toString());
    byte[] film = made("testsrc2=s=320x240:r=5:d=90");
    relay.filesByWord.put("large", CountingRelay.file(grown(film, 12_000_000)));
    List<ProcessHandle> left;
    try (ReelayProcess program = ReelayProcess.start("run", environment)) {
      says(ANN, "a large fox");
      await().atMost(Duration.ofSeconds(60)).until(() -> shrinks(program).size() == 1);
      says(BEN, "a small fox");
      awaitVideos(BEN, 1, Duration.ofSeconds(60));
      left = shrinks(program);
      assertThat(left).as("still being shrunk").hasSize(1);
      program.kill();
    }
    try (ReelayProcess program = ReelayProcess.start("run", environment)) {
      awaitEnd("what a killed program left", left.getFirst());
      await().atMost(Duration.ofSeconds(60)).until(() -> shrinks(program).size() == 1);
      left = shrinks(program);
      assertThat(program.stop()).isEqualTo(143);
      awaitEnd("ends with the program", left.getFirst());
    }
  }

  /** A signal is delivered, and its process taken off the system's list, some time after it. */
  private static void awaitEnd(String what, ProcessHandle process) {
    await(what).atMost(Duration.ofSeconds(10)).until(() -> !process.isAlive());
  }

  private static List<ProcessHandle> shrinks(ReelayProcess program) {
    return program.children().stream()
        .filter(child ->
            Arrays.asList(child.info().arguments().orElse(new String[0])).contains("libx264"))
        .toList();
  }

  /** 8 kB a second, for ever. */
  private void drip(HttpExchange exchange) throws IOException {
    try (exchange) {
      exchange.getResponseHeaders().set("Content-Type", "video/mp4");
      exchange.sendResponseHeaders(200, 5_000_000);
      dripping.incrementAndGet();
      try (OutputStream out = exchange.getResponseBody()) {
        for (int i = 0; i < 5000; i++) {
          out.write(new byte[800]);
          out.flush();
          TimeUnit.MILLISECONDS.sleep(100);
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      dripping.decrementAndGet();
    }
  }

  private byte[] made(String source) throws IOException, InterruptedException {
    Path file = folder.resolve("made.mp4");
    List<String> command =
        List.of(
            "ffmpeg",
            "-nostdin",
            "-v",
            "error",
            "-y",
            "-f",
            "lavfi",
            "-i",
            source,
            "-c:v",
            "libx264",
            "-preset",
            "ultrafast",
            "-pix_fmt",
            "yuv420p",
            "-movflags",
            "+faststart",
            file.toString());
    assertThat(new ProcessBuilder(command).inheritIO().start().waitFor()).isZero();
    return Files.readAllBytes(file);
  }

  /** With a box behind it that players pass over. */
  private static byte[] grown(byte[] film, int length) {
    ByteBuffer all = ByteBuffer.allocate(length).put(film);
    return all.putInt(length - film.length).put("free".getBytes(StandardCharsets.US_ASCII)).array();
  }

  private void says(int person, String prompt) {
    chat.update(
        "message",
        """
        {"message_id":%d,"date":1,"chat":{"id":%2$d,"type":"private"},
         "from":{"id":%2$d,"is_bot":false,"first_name":"A","language_code":"en"},
         "text":"/video %3$s","entities":[{"type":"bot_command","offset":0,"length":6}]}
        """
            .formatted(Math.abs(prompt.hashCode() % 100_000) + 1, person, prompt));
  }

  private void awaitVideos(int person, int count, Duration most) {
    await()
        .atMost(most)
        .until(() -> chat.messages(person).stream().filter(m -> m.has("video")).count() >= count);
  }

  private static boolean ffmpegIsThere() {
    return Stream.of(System.getenv("PATH").split(java.io.File.pathSeparator))
        .anyMatch(part -> Files.isExecutable(Path.of(part, "ffmpeg")));
  }
}
