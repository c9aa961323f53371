package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.storage.Postgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.http.HttpClient;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The packaged program is backed up while it works, goes on, and is killed; the backup is restored
 * elsewhere. The relay and the people outlive all of it.
 */
class BackupIT {
  private static final long SEED = 20261129;

  /** The relay lets one at a time be made, so that most of them wait in line. */
  private static final int WISHES = 6;

  private record Outcome(int code, String said) {}

  @TempDir private Path folder;
  private final Map<String, String> wishes = new HashMap<>();
  private final HttpClient person = ReelayProcess.person();
  private Path backup;

  @BeforeEach
  void name() {
    backup = folder.resolve("backup");
  }

  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void whatIsRestoredElsewhereGoesOnAndNothingIsPaidTwice(boolean server) throws Exception {
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      Map<String, String> old = environment(relay, "data", server);
      long queued;
      try (ReelayProcess program = ReelayProcess.start("run", old)) {
        ask(program, "first");
        awaitNothingOwed(old);
        relay.stuck = true;
        ask(program, "in line");
        Outcome made = run("backup", old, backup.toString());
        assertThat(made.said()).contains(backup + " is complete", "Not in it: tokens");
        assertThat(made.code()).isZero();
        relay.stuck = false;
        ask(program, "since");
        awaitNothingOwed(old); // all that waited in the backup is paid now
        program.kill();
      }
      assertForOwnerOnly(backup);

      Map<String, String> fresh = environment(relay, "restored", server);
      Outcome restored = run("restore", fresh, backup.toString());
      assertThat(restored.said()).contains("Restored: the backup of", "request(s) are not sent");
      assertThat(restored.code()).isZero();
      queued = count(fresh, "SELECT count(*) FROM task WHERE state = 'SUBMITTING'");
      assertThat(queued).as("were in line").isGreaterThanOrEqualTo(WISHES - 1);
      assertForOwnerOnly(folder.resolve("restored"));

      try (ReelayProcess program = ReelayProcess.start("run", fresh)) {
        awaitNothingOwed(fresh);
        assertThat(count(fresh, "SELECT count(*) FROM task WHERE state = 'UNCONFIRMED'"))
            .isGreaterThanOrEqualTo(queued);
        assertThat(count(fresh, "SELECT count(*) FROM ledger WHERE stage = 'HOLD'"))
            .isEqualTo(count(fresh, "SELECT count(*) FROM task WHERE state = 'UNCONFIRMED'"));
        long delivered = count(fresh, "SELECT count(*) FROM task WHERE state = 'DELIVERED'");
        assertThat(delivered).isGreaterThanOrEqualTo(WISHES);
        assertThat(names(folder.resolve("restored/media/videos"))).hasSize((int) delivered);
        ask(program, "afterwards");
        awaitNothingOwed(fresh);
        // The cookie is as good as it was: it is the same person, who sees what was said before.
        assertThat(count(fresh, "SELECT count(DISTINCT person) FROM transcript")).isOne();
        assertThat(program.shows(person, "first 0")).isTrue();
        assertThat(program.shows(person, "afterwards 0")).isTrue();
        assertThat(program.stop()).isIn(0, 143);
      }
      assertThat(relay.posts).hasSize(wishes.size());
      assertThat(relay.posts.values()).as("POSTs of one wish").containsOnly(1);
    }
  }

  @Test
  void whatWaitedIsSentWhereNothingHasRunSince() throws Exception {
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      Map<String, String> environment = environment(relay, "data", false);
      relay.stuck = true;
      try (ReelayProcess program = ReelayProcess.start("run", environment)) {
        ask(program, "in line");
        program.kill();
      }
      relay.stuck = false;
      assertThat(run("backup", environment, backup.toString()).code()).isZero();
      long queued = count(environment, "SELECT count(*) FROM task WHERE state = 'QUEUED'");
      assertThat(queued).isGreaterThanOrEqualTo(WISHES - 1);
      Outcome restored = run("restore", environment, backup.toString(), "--waiting", "send");
      assertThat(restored.said()).contains("What was there is in");
      assertThat(count(environment, "SELECT count(*) FROM task WHERE state = 'QUEUED'"))
          .isEqualTo(queued);
      assertThat(names(folder.resolve("data")))
          .anyMatch(name -> name.startsWith("before-restore-"))
          .doesNotContain("restore.incomplete", "restore.unfinished");
      try (ReelayProcess program = ReelayProcess.start("run", environment)) {
        awaitNothingOwed(environment);
        program.stop();
      }
      assertThat(relay.posts.values()).as("POSTs of one wish").containsOnly(1);
      assertThat(relay.posts).hasSizeGreaterThanOrEqualTo((int) queued);
    }
  }

  @Test
  void nothingIsOverwrittenAndNothingUnfitIsTaken() throws Exception {
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      Map<String, String> environment = environment(relay, "data", false);
      assertThat(run("backup", environment, backup.toString()).said())
          .contains("there is no database; does REELAY_DATA_DIR name the data folder?");
      assertThat(backup).doesNotExist();
      try (ReelayProcess program = ReelayProcess.start("run", environment)) {
        ask(program, "first");
        awaitNothingOwed(environment);
        assertThat(run("backup", environment, backup.toString()).code()).isZero();
        assertThat(run("backup", environment, backup.toString()))
            .satisfies(refused -> assertThat(refused.code()).isEqualTo(2))
            .extracting(Outcome::said)
            .asString()
            .contains(backup + " exists, and nothing is overwritten");
        assertThat(run("restore", environment, backup.toString()))
            .satisfies(refused -> assertThat(refused.code()).isEqualTo(2))
            .extracting(Outcome::said)
            .asString()
            .contains("is in use by another running Reelay; stop it first");
        program.stop();
      }
      Path manifest = backup.resolve("manifest.json");
      String good = Files.readString(manifest);
      Files.writeString(
          manifest, good.replaceFirst("\"schema\" : \"[^\"]+\"", "\"schema\" : \"99\""));
      assertThat(run("restore", environment, backup.toString()).said())
          .contains("(schema 99), which is newer than this one");
      Files.writeString(manifest, good);

      Path video;
      try (Stream<Path> videos = Files.list(backup.resolve("media/videos"))) {
        video = videos.findFirst().orElseThrow();
      }
      byte[] bytes = Files.readAllBytes(video);
      bytes[bytes.length / 2] ^= 1;
      Files.write(video, bytes);
      assertThat(run("restore", environment, backup.toString()))
          .isEqualTo(
              new Outcome(
                  2,
                  "Nothing was restored: the backup is damaged: "
                      + video
                      + " is not what was written; restore another one, or copy this one anew from"
                      + " where it came\n"));
      assertThat(names(folder.resolve("data"))).noneMatch(name -> name.contains("restore"));
    }
  }

  private Map<String, String> environment(CountingRelay relay, String data, boolean server) {
    Map<String, String> environment = RelayEnvironment.of(folder, relay);
    environment.put("REELAY_DATA_DIR", folder.resolve(data).toString());
    environment.put("REELAY_PROVIDERS_APIMART_CONCURRENCY", "1");
    if (server) {
      environment.put("REELAY_DATABASE_URL", Postgres.freshDatabase());
    }
    return environment;
  }

  private void ask(ReelayProcess program, String wish) throws InterruptedException {
    for (int i = 0; i < WISHES; i++) {
      String key = wish.replace(' ', '-') + "-key-" + i;
      wishes.put(wish + " " + i, key);
      program.ask(person, wish + " " + i, key);
    }
  }

  private static Outcome run(String command, Map<String, String> environment, String... arguments)
      throws IOException, InterruptedException {
    Process process = ReelayProcess.launch(command, environment, arguments);
    List<String> lines = new ArrayList<>();
    process.inputReader().lines().filter(line -> !line.contains("WARNING: ")).forEach(lines::add);
    String said = lines.isEmpty() ? "" : String.join("\n", lines) + "\n";
    return new Outcome(process.waitFor(), said);
  }

  private static void awaitNothingOwed(Map<String, String> environment) {
    await("nothing is owed any more")
        .atMost(Duration.ofMinutes(3))
        .pollInterval(Duration.ofMillis(500))
        .untilAsserted(() ->
            assertThat(count(environment, "SELECT count(*) FROM task WHERE due_at IS NOT NULL"))
                .isZero());
  }

  private static long count(Map<String, String> environment, String sql) throws SQLException {
    String url =
        environment.getOrDefault(
            "REELAY_DATABASE_URL",
            "jdbc:sqlite:" + environment.get("REELAY_DATA_DIR") + "/reelay.db");
    return new ProgramDatabase(url).count(sql);
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> files = Files.list(folder)) {
      return files.map(file -> file.getFileName().toString()).toList();
    }
  }

  private static void assertForOwnerOnly(Path root) throws IOException {
    try (Stream<Path> tree = Files.walk(root)) {
      assertThat(tree.toList())
          .allSatisfy(path ->
              assertThat(permissions(path))
                  .as(path.toString())
                  .isEqualTo(Files.isDirectory(path) ? "rwx------" : "rw-------"));
    }
  }

  private static String permissions(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
