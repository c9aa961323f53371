package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.app.instance.WorkTurn;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Several real programs over one PostgreSQL: one works, the others stand by, and the one at work is
 * killed, stopped (SIGSTOP), or cut off from the database while tasks run, and stands by again when
 * another one works. A hundred rounds of three, each of which prints how long the takeover took:
 *
 * <pre>
 * mvn verify -Dit.test=InstancesIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dreelay.takeovers=100 -Dreelay.instances=3
 * </pre>
 *
 * With {@code -Dreelay.away=300} the database of one that is alone is away for five minutes. With
 * {@code -Dreelay.app.other=JAR} every second one is that program, an older or newer version that
 * was built elsewhere.
 */
class InstancesIT {
  private static final int TAKEOVERS = Integer.getInteger("reelay.takeovers", 3);
  private static final int INSTANCES = Integer.getInteger("reelay.instances", 2);
  private static final long SEED = Long.getLong("reelay.takeovers.seed", 20261129);
  private static final int WISHES_PER_TURN = 4;
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  /** Longer than the right to work lasts. */
  private static final Duration AWAY = Duration.ofSeconds(Integer.getInteger("reelay.away", 10));

  private final Random chance = new Random(SEED);

  @TempDir private Path folder;
  private ProgramInstances instances;
  private int begun;

  private enum End {
    KILLED,
    STOPPED,
    CUT_OFF
  }

  @BeforeEach
  void open() {
    instances = new ProgramInstances(folder);
  }

  @AfterEach
  void endAll() {
    instances.close();
  }

  @Test
  void anotherOneTakesOverAndNothingIsPaidTwiceLostOrDeliveredTwice() throws Exception {
    Map<String, String> wishes = new LinkedHashMap<>();
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      List<ProgramInstances.Started> standbys = new ArrayList<>();
      ProgramInstances.Started working = start(relay);
      working.awaitTurn();
      for (int i = 1; i < INSTANCES; i++) {
        standbys.add(start(relay));
      }
      for (int round = 0; round < TAKEOVERS; round++) {
        ReelayProcess program = working.awaitTurn();
        for (ProgramInstances.Started standby : standbys) {
          standby.awaitStandby();
          assertThat(standby.status("/health/live")).isEqualTo(200);
          assertThat(standby.status("/health/ready")).isEqualTo(503);
        }
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
        ProgramInstances.Started next = awaitAnyTurn(standbys);
        System.out.printf("%s, taken over after %.1f s%n", end, (System.nanoTime() - gone) / 1e9);
        if (end != End.KILLED) {
          program.signal("CONT");
          working.wire().cut(false);
          assertThat(program.endsWithin(PATIENCE.toMillis())).isTrue();
          assertThat(program.exitValue()).isEqualTo(WorkTurn.EXIT_REPLACED);
          assertThat(working.says("Another instance has taken over")).isTrue();
        }
        standbys.remove(next);
        standbys.add(instances.startAgain(working, relay, settings()));
        working = next;
        assertThat(standbys).as("others at work").noneMatch(ProgramInstances.Started::works);
      }
      ReelayProcess last = working.awaitTurn();
      ask(last, wishes, TAKEOVERS);
      instances.database().awaitNothingOwed(Duration.ofMinutes(3));
      assertThat(standbys).as("others at work").noneMatch(ProgramInstances.Started::works);
      assertThat(last.stop()).as("exit code after SIGTERM").isIn(0, 143);
      instances.database().look(wishes.size(), wishes.size(), relay);
      instances.database().lookAtWebChat();
    }
  }

  private static ProgramInstances.Started awaitAnyTurn(List<ProgramInstances.Started> standbys)
      throws Exception {
    CompletableFuture.anyOf(
            standbys.stream().map(ProgramInstances.Started::turn).toArray(CompletableFuture[]::new))
        .get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    return standbys.stream().filter(ProgramInstances.Started::works).findFirst().orElseThrow();
  }

  /** In order, nobody has to wait for the end of anybody's right. */
  @Test
  void oneThatStopsInOrderHandsOverAtOnce() throws Exception {
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      ProgramInstances.Started first = start(relay);
      ReelayProcess program = first.awaitTurn();
      ProgramInstances.Started second = start(relay);
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

  /** Whoever is sent to the wrong one: by a balancer, or by an address that was noted. */
  @Test
  void aPageAtOneThatStandsByIsServedByTheOneThatWorksAndThenByItself() throws Exception {
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      ProgramInstances.Started first = start(relay);
      ReelayProcess program = first.awaitTurn();
      ProgramInstances.Started second = start(relay);
      second.awaitStandby();
      try (OpenPage page = new OpenPage(second.port())) {
        assertThat(page.ask("wish", "key")).isEqualTo(200);
        await().atMost(PATIENCE).until(() -> page.videos() == 1);
        HttpResponse<byte[]> played = page.play("bytes=4-7");
        assertThat(played.statusCode()).isEqualTo(206);
        assertThat(played.body()).as("every MP4 begins so").asString().isEqualTo("ftyp");
        assertThat(second.status("/health/ready")).isEqualTo(503);

        program.kill();
        await().atMost(PATIENCE).until(() -> page.ask("another wish", "another key") == 200);
        await().atMost(PATIENCE).until(() -> page.videos() == 2);
        instances.database().awaitNothingOwed(PATIENCE); // the last word comes after the video
        assertThat(second.status("/health/ready")).isEqualTo(200);
        assertThat(second.awaitTurn().stop()).isIn(0, 143);
      }
      assertThat(relay.posts.values()).as("POSTs of one wish").containsOnly(1).hasSize(2);
      instances.database().look(2, 0, relay);
      instances.database().lookAtWebChat();
    }
  }

  /** Nobody can have taken over meanwhile, so nobody is replaced. */
  @Test
  void oneWhoseDatabaseWasAwayLongerThanItsRightLastsGoesOnWhenItIsBack() throws Exception {
    Map<String, String> wishes = new LinkedHashMap<>();
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      ProgramInstances.Started alone = start(relay);
      try (ReelayProcess program = alone.awaitTurn()) {
        ask(program, wishes, 0);
        alone.wire().cut(true);
        await().atMost(PATIENCE).until(() -> alone.says("could not be renewed"));
        assertThat(program.endsWithin(AWAY.toMillis())).as("it waits").isFalse();
        alone.wire().cut(false);
        await().atMost(PATIENCE).until(() -> alone.says("nobody else has taken over"));
        instances.database().awaitNothingOwed(Duration.ofMinutes(3));
        assertThat(program.stop()).isIn(0, 143);
      }
      instances.database().look(wishes.size(), wishes.size(), relay);
      instances.database().lookAtWebChat();
    }
  }

  private ProgramInstances.Started start(CountingRelay relay) throws IOException {
    return instances.start(relay, settings());
  }

  private Map<String, String> settings() {
    Map<String, String> environment = new HashMap<>();
    String other = System.getProperty("reelay.app.other");
    int number = ++begun;
    if (other != null && number % 2 == 0) {
      environment.put(ReelayProcess.JAR, other);
    }
    // Two of four share it; what only another one had is fetched again, by this version.
    if (other != null || number % 4 < 2) {
      environment.put("REELAY_MEDIA_DIR", folder.resolve("media").toString());
    }
    return environment;
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

  private long count(String sql) throws SQLException {
    return instances.database().count(sql);
  }
}
