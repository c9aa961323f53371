package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.storage.PostgresServer;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The real program over a PostgreSQL that is killed under its load and started again, whose place
 * another one takes, and whose word that a transaction is committed is lost. A hundred of each:
 *
 * <pre>
 * mvn verify -Dit.test=KilledDatabaseIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dreelay.database.rounds=100
 * </pre>
 *
 * {@code -Dreelay.database.seed=SEED} makes another hundred. Nothing may be lost that was
 * acknowledged, so a wish is repeated until it was.
 */
class KilledDatabaseIT {
  private static final int ROUNDS = Integer.getInteger("reelay.database.rounds", 2);
  private static final long SEED = Long.getLong("reelay.database.seed", 20261130);
  private static final int WISHES_PER_ROUND = 4;
  private static final int ANSWERS_PER_ROUND = 6;

  private final Random chance = new Random(SEED);

  @TempDir private Path folder;
  private PostgresServer server;
  private ProgramDatabase database;
  private Wire wire;

  /** What befalls the database while wishes are under way. */
  @FunctionalInterface
  private interface Trouble {
    void happens(ReelayProcess program, int round) throws Exception;
  }

  @BeforeEach
  void begin() throws Exception {
    server = PostgresServer.start(folder.resolve("postgres"));
    database = new ProgramDatabase(server.freshDatabase());
    wire = new Wire(server.port());
  }

  @AfterEach
  void end() throws Exception {
    wire.close();
    server.close();
  }

  @Test
  void aServerThatIsKilledAndStartedAgainKeepsWhatWasCommitted() throws Exception {
    run((program, _) -> {
      server.kill();
      program.endsWithin(chance.nextInt(2_000));
      server.startAgain();
    });
  }

  /** Whoever does not hear of it may not take the transaction for one that failed. */
  @Test
  void commitsWhoseAnswerIsLostAreNeitherForgottenNorDoneTwice() throws Exception {
    run((_, _) -> {
      wire.loseAnswersToCommits(ANSWERS_PER_ROUND);
      await().atMost(Duration.ofMinutes(1)).until(() -> wire.commitsToLose() == 0);
    });
  }

  @Test
  void aStandbyTakesTheServersPlace() throws Exception {
    PostgresServer[] next = {server.startStandby(folder.resolve("standby-0"))};
    run((program, round) -> {
      server.kill();
      server = next[0];
      database = database.at(server.port());
      wire.lead(server.port());
      program.endsWithin(chance.nextInt(2_000)); // it meets one that takes no writes
      server.promote();
      next[0] = server.startStandby(folder.resolve("standby-" + (round + 1)));
    });
    next[0].close();
  }

  private void run(Trouble trouble) throws Exception {
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      Map<String, String> environment = RelayEnvironment.of(folder, relay);
      environment.put("REELAY_DATABASE_URL", database.at(wire.port()).url());
      try (ReelayProcess program = ReelayProcess.start("run", environment)) {
        HttpClient person = ReelayProcess.person();
        for (int round = 0; round < ROUNDS; round++) {
          var asking = ask(program, person, round);
          assertThat(program.endsWithin(chance.nextInt(2_500))).as("it has ended").isFalse();
          trouble.happens(program, round);
          asking.get(5, TimeUnit.MINUTES);
        }
        database.awaitNothingOwed(Duration.ofMinutes(3));
        assertThat(program.stop()).as("exit code after SIGTERM").isIn(0, 143);
      }
      database.look(ROUNDS * WISHES_PER_ROUND, ROUNDS * WISHES_PER_ROUND / 2, relay);
      database.lookAtWebChat();
      System.out.printf(
          "%d rounds, seed %d: %d delivered, %d answers lost%n",
          ROUNDS, SEED, database.delivered(), database.unconfirmed());
    }
  }

  private CompletableFuture<Void> ask(ReelayProcess program, HttpClient person, int round) {
    long[] pauses = chance.longs(WISHES_PER_ROUND, 0, 500).toArray();
    return CompletableFuture.runAsync(
        () -> {
          for (int i = 0; i < WISHES_PER_ROUND; i++) {
            LockSupport.parkNanos(pauses[i] * 1_000_000);
            program.askUntilAnswered(person, "wish " + round + "." + i, "key-" + round + "-" + i);
          }
        },
        task -> Thread.ofVirtual().start(task));
  }
}
