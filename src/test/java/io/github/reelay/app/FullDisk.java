package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.reelay.telegram.TelegramTestServer;
import java.io.IOException;
import java.io.OutputStream;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The real program on a disk of its own that is full while videos are under way, and has room again
 * later. It mounts one (tmpfs), which only root may; so it is no part of the build:
 *
 * <pre>
 * mvn verify -Dit.test=FullDisk -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dreelay.full=25
 * </pre>
 *
 * For as many minutes it is full; from eleven on the operator must have been told, once.
 */
class FullDisk {
  private static final Duration FULL = Duration.ofMinutes(Integer.getInteger("reelay.full", 1));

  /** By then the program has looked at the disk. */
  private static final Duration LOOKED_AT = Duration.ofMinutes(11);

  private static final int WISHES = 6;
  private static final int OPERATORS = -5000;

  @TempDir private Path folder;
  private Path disk;
  private CountingRelay relay;
  private TelegramTestServer chat;
  private boolean mounted;

  @BeforeEach
  void begin() throws Exception {
    disk = Files.createDirectory(folder.resolve("disk"));
    mounted = command("mount", "-t", "tmpfs", "-o", "size=64m", "tmpfs", disk.toString());
    assumeTrue(mounted, "not allowed to mount a disk that can be filled; run it as root");
    relay = new CountingRelay(SmallFilm.make(folder), 5);
    chat = new TelegramTestServer();
  }

  @AfterEach
  void end() throws Exception {
    if (mounted) {
      chat.close();
      relay.close();
      assertThat(command("umount", disk.toString())).isTrue();
    }
  }

  private static boolean command(String... words) throws IOException, InterruptedException {
    return new ProcessBuilder(words).inheritIO().start().waitFor() == 0;
  }

  /** The videos' disk alone, or that of the embedded database as well. */
  @ParameterizedTest
  @ValueSource(strings = {"REELAY_MEDIA_DIR", "REELAY_DATA_DIR"})
  void nothingIsLostOnAFullDiskAndTheOperatorIsToldOnce(String key) throws Exception {
    Map<String, String> environment = RelayEnvironment.of(folder, relay);
    environment.put(key, disk.resolve("data").toString());
    environment.put("REELAY_MEDIA_LEAST_FREE", "8MB");
    environment.put("TELEGRAM_TOKEN", TelegramTestServer.TOKEN);
    environment.put("TELEGRAM_API_URL", chat.url().toString());
    environment.put("REELAY_ALERTS_TELEGRAM_CHAT", Integer.toString(OPERATORS));
    ProgramDatabase database =
        new ProgramDatabase(
            "jdbc:sqlite:" + Path.of(environment.get("REELAY_DATA_DIR")).resolve("reelay.db"));
    CountDownLatch full = new CountDownLatch(1);
    relay.filesByWord.put("wish", CountingRelay.fileAfter(full, SmallFilm.make(folder)));
    try (ReelayProcess program = ReelayProcess.start("run", environment)) {
      HttpClient person = ReelayProcess.person();
      for (int i = 0; i < WISHES; i++) {
        program.ask(person, "wish " + i, "key-" + i);
      }
      await().atMost(Duration.ofMinutes(3)).until(() -> isEachUnderWay(database));
      Path ballast = fill();
      full.countDown();
      assertThat(program.endsWithin(FULL.toMillis())).as("it has ended").isFalse();
      assertThat(database.delivered()).as("videos on a full disk").isZero();
      assertThat(database.count("SELECT count(*) FROM task WHERE body LIKE '%\"fetches\":0,%'"))
          .as("tasks without a try that counts")
          .isEqualTo(WISHES);
      Files.delete(ballast);
      database.awaitNothingOwed(Duration.ofMinutes(5));
      assertThat(program.stop()).isIn(0, 143);
    }
    database.look(WISHES, 0, relay);
    database.lookAtWebChat();
    long told =
        chat.messages(OPERATORS).stream()
            .filter(message -> message.path("text").asText().contains("nearly full"))
            .count();
    assertThat(told).as("alerts").isEqualTo(FULL.compareTo(LOOKED_AT) < 0 ? 0 : 1);
  }

  private static boolean isEachUnderWay(ProgramDatabase database) throws SQLException {
    return database.count("SELECT count(*) FROM task WHERE state = 'RUNNING'") == WISHES;
  }

  /** To the last byte. */
  private Path fill() throws IOException {
    Path ballast = disk.resolve("ballast");
    byte[] block = new byte[4096];
    try (OutputStream out = Files.newOutputStream(ballast)) {
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      return ballast;
    }
  }
}
