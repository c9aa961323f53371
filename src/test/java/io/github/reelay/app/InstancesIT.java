package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.app.instance.WorkTurn;
import io.github.reelay.storage.Postgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several real programs over one PostgreSQL: one works, one stands by, and the one at work is
 * killed stopped (SIGSTOP), or cut off from the database while tasks run, and comes back when
 * another one works. A hundred rounds, each of which prints how long the takeover took:
 *
 * <pre>
 * mvn verify -Dit.test=InstancesIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dreelay.takeovers=100
 * </pre>
 *
 * With {@code -Dreelay.away=300} the database of one that is alone is away for five minutes. With
 * {@code -Dreelay.app.other=JAR} every second one is that program, an older or newer version
 * that was built elsewhere.
 */
class InstancesIT {
  private static final int TAKEOVERS = Integer.getInteger("reelay.takeovers", 3);
  private static final long SEED = 20261129;
  private static final int WISHES_PER_TURN = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  /** Longer than the right to work lasts. */
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("reelay.away", 10));

  private final String database = Postgres.freshDatabase();
  private final Random chance = new Random(SEED);
  private int begun;

  @TempDir private Path folder;

  private enum End {
    KILLED,
    STOPPED,
    CUT_OFF
  }

  /** An instance that has been started, and works when it comes to its turn. */
  private record Started(CompletableFuture<ReelayProcess> turn, Path log, int port, Wire wire) {
    ReelayProcess awaitTurn() throws Exception {
      return turn.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    void awaitStandby() {
      await().atMost(PATIENCE).until(() -> Files.exists(log) && says("this one stands by"));
    }

    boolean says(String words) throws IOException {
      return Files.readString(log).contains(words);
    }

    int status(String path) throws IOException, InterruptedException {
      return ReelayProcess.person()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  /** Also those that never came to their turn. */
  @AfterEach
  void endAll() {
    ProcessHandle.current()
        .children()
        .filter(child -> child.info().commandLine().orElse("").contains(" -jar "))
        .forEach(ProcessHandle::destroyForcibly);
  }

  @Test
  void anotherOneTakesOverAndNothingIsPaidTwiceLostOrDeliveredTwice() throws Exception {
    Map<String, String> wishes = new LinkedHashMap<>();
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      Started working = start(relay);
      for (int round = 0; round < TAKEOVERS; round++) {
        ReelayProcess program = working.awaitTurn();
        Started next = start(relay);
        next.awaitStandby();
        assertThat(next.status("/health/live")).isEqualTo(200);
        assertThat(next.status("/health/ready")).isEqualTo(503);
        assertThat(working.status("/health/live")).isEqualTo(200);
        ask(program, wishes, round);
        program.endsWithin(chance.nextInt(2_500));
        End end = End.values()[round % End.values().length];
        switch (end) {
          case KILLED -> program.kill();
          case STOPPED -> program.signal("STOP");
          case CUT_OFF -> working.wire().cut(true);
        }
        long gone = System.nanoTime();
        next.awaitTurn();
        System.out.printf("%s, taken over after %.1f s%n", end, (System.nanoTime() - gone) / 1e9);
        if (end != End.KILLED) {
          program.signal("CONT");
          working.wire().cut(false);
          assertThat(program.endsWithin(PATIENCE.toMillis())).isTrue();
          assertThat(program.exitValue()).isEqualTo(WorkTurn.EXIT_REPLACED);
          assertThat(working.says("Another instance has taken over")).isTrue();
        }
        working = next;
      }
      ReelayProcess last = working.awaitTurn();
      ask(last, wishes, TAKEOVERS);
      await("nothing is owed any more")
          .atMost(Duration.ofMinutes(3))
          .pollInterval(Duration.ofMillis(500))
          .untilAsserted(() ->
              assertThat(count("SELECT count(*) FROM task WHERE due_at IS NOT NULL")).isZero());
      assertThat(last.stop()).as("exit code after SIGTERM").isIn(0, 143);
      assertThat(relay.posts.values()).as("POSTs of one wish").containsOnly(1);
      assertThat(relay.taken.values()).as("charges of one wish").containsOnly(1);
    }
    look(wishes.size());
  }

  /** In order, nobody has to wait for the end of anybody's right. */
  @Test
  void oneThatStopsInOrderHandsOverAtOnce() throws Exception {
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      Started first = start(relay);
      ReelayProcess program = first.awaitTurn();
      Started second = start(relay);
      second.awaitStandby();
      assertThat(count("SELECT count(*) FROM instance")).isEqualTo(2);
      program.stop();
      try (ReelayProcess other = second.awaitTurn()) {
        assertThat(count("SELECT count(*) FROM instance")).isEqualTo(1);
        assertThat(other.stop()).isIn(0, 143);
      }
      assertThat(count("SELECT count(*) FROM lease")).isZero();
    }
  }

  /** Nobody can have taken over meanwhile, so nobody is replaced. */
  @Test
  void oneWhoseDatabaseWasAwayLongerThanItsRightLastsGoesOnWhenItIsBack() throws Exception {
    Map<String, String> wishes = new LinkedHashMap<>();
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      Started alone = start(relay);
      try (ReelayProcess program = alone.awaitTurn()) {
        ask(program, wishes, 0);
        alone.wire().cut(true);
        await().atMost(PATIENCE).until(() -> alone.says("could not be renewed"));
        assertThat(program.endsWithin(AWAY.toMillis())).as("it waits").isFalse();
        alone.wire().cut(false);
        await().atMost(PATIENCE).until(() -> alone.says("nobody else has taken over"));
        await("nothing is owed any more")
            .atMost(Duration.ofMinutes(3))
            .pollInterval(Duration.ofMillis(500))
            .untilAsserted(() ->
                assertThat(count("SELECT count(*) FROM task WHERE due_at IS NOT NULL")).isZero());
        assertThat(program.stop()).isIn(0, 143);
      }
      assertThat(relay.posts.values()).as("POSTs of one wish").containsOnly(1);
    }
    look(wishes.size());
  }

  private Started start(CountingRelay relay) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, String> environment = RelayEnvironment.of(folder, relay);
    environment.put("REELAY_DATA_DIR", folder.resolve("data-" + ++begun).toString());
    String other = System.getProperty("reelay.app.other");
    if (other != null && begun % 2 == 0) {
      environment.put(ReelayProcess.JAR, other);
    }
    // Two of four share it; what only another one had is fetched again, by this version.
    if (other != null || begun % 4 < 2) {
      environment.put("REELAY_MEDIA_DIR", folder.resolve("media").toString());
    }
    Wire wire = new Wire(databasePort());
    environment.put(
        "REELAY_DATABASE_URL",
        database.replace(":" + databasePort() + "/", ":" + wire.port() + "/"));
    environment.put("REELAY_HTTP_PORT", Integer.toString(port));
    CompletableFuture<ReelayProcess> turn = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            turn.complete(ReelayProcess.start("run", environment));
          } catch (Exception | AssertionError e) {
            turn.completeExceptionally(e);
          }
        });
    return new Started(turn, ReelayProcess.log(environment), port, wire);
  }

  private int databasePort() {
    return URI.create(database.substring("jdbc:".length())).getPort();
  }

  private static void ask(ReelayProcess program, Map<String, String> wishes, int round)
      throws InterruptedException {
    HttpClient person = ReelayProcess.person();
    for (int i = 0; i < WISHES_PER_TURN; i++) {
      String wish = "wish " + round + "." + i;
      wishes.put(wish, "key-" + round + "-" + i);
      program.ask(person, wish, wishes.get(wish));
    }
  }

  private void look(int wishes) throws SQLException {
    assertThat(count("SELECT count(*) FROM task")).as("tasks").isEqualTo(wishes);
    assertThat(count("SELECT count(*) FROM task WHERE state NOT IN ('DELIVERED', 'UNCONFIRMED')"))
        .as("tasks that ended otherwise")
        .isZero();
    assertThat(count("SELECT count(*) FROM transcript WHERE id LIKE 'v-%'"))
        .as("videos in the chat")
        .isEqualTo(count("SELECT count(*) FROM task WHERE state = 'DELIVERED'"));
    assertThat(count("SELECT count(*) FROM ledger WHERE stage = 'SETTLE'"))
        .as("settled")
        .isEqualTo(count("SELECT count(*) FROM task WHERE state = 'DELIVERED'"));
  }

  private long count(String sql) throws SQLException {
    return new ProgramDatabase(database).count(sql);
  }
}
