package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.storage.Postgres;
import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Kills the real program with SIGKILL at random moments while tasks run, and looks at what is left.
 * The relay and the people outlive it. Two hundred kills:
 *
 * <pre>
 * mvn verify -Dit.test=KilledProgramIT -Dtest=none -Dsurefire.failIfNoSpecifiedTests=false -Dreelay.kills=200
 * </pre>
 *
 * With {@code -Dreelay.kill.postgres=true} they happen over a real PostgreSQL, which outlives them
 * as well. With {@code -Dreelay.kill.politely=true} it is asked to stop (SIGTERM), as by each
 * deployment. With {@code -Dreelay.app.other=JAR} every second life is that program's, an older
 * version that was built elsewhere: each change of lives is an upgrade or a way back.
 */
class KilledProgramIT {
  private static final int KILLS = Integer.getInteger("reelay.kills", 24);
  private static final long SEED = Long.getLong("reelay.kill.seed", 20261120);
  private static final boolean POLITELY = Boolean.getBoolean("reelay.kill.politely");
  private static final int WISHES_PER_LIFE = 4;

  /** The jar of another version; null for lives of this one only. */
  private static final @Nullable String OTHER = System.getProperty("reelay.app.other");

  /** The server's address; null for the embedded database. */
  private final @Nullable String database =
      Boolean.getBoolean("reelay.kill.postgres") ? Postgres.freshDatabase() : null;

  @TempDir private Path folder;

  @Test
  void nothingIsPaidTwiceLostLeftSilentOrDeliveredTwice() throws Exception {
    Random chance = new Random(SEED);
    Map<String, String> wishes = new LinkedHashMap<>();
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), SEED)) {
      Map<String, String> environment = RelayEnvironment.of(folder, relay);
      if (database != null) {
        environment.put("REELAY_DATABASE_URL", database);
      }
      HttpClient person = ReelayProcess.person();
      for (int life = 0; life < KILLS; life++) {
        try (ReelayProcess program = ReelayProcess.start("run", of(life, environment))) {
          for (int i = 0; i < WISHES_PER_LIFE; i++) {
            wishes.put("wish " + life + "." + i, "key-" + life + "-" + i);
          }
          // What was asked in the life before is asked again: its answer may have been lost.
          for (var wish : wishes.entrySet()) {
            if (isOf(wish.getKey(), life) || isOf(wish.getKey(), life - 1)) {
              if (program.endsWithin(chance.nextInt(120))) {
                break;
              }
              program.ask(person, wish.getKey(), wish.getValue());
            }
          }
          program.endsWithin(chance.nextInt(2_500));
          end(program);
        }
      }
      settle(environment, person, wishes);
      database().look(wishes.size(), wishes.size() / 2 - 1, relay);
      database().lookAtWebChat();
    }
  }

  /** The first life is the older version's, the last one always this version's. */
  private static Map<String, String> of(int life, Map<String, String> environment) {
    if (OTHER == null || life % 2 == 1) {
      return environment;
    }
    Map<String, String> other = new HashMap<>(environment);
    other.put(ReelayProcess.JAR, OTHER);
    return other;
  }

  private static void end(ReelayProcess program) throws Exception {
    if (POLITELY) {
      assertThat(program.stop()).as("exit code after SIGTERM").isIn(0, 143);
    } else {
      program.kill();
    }
  }

  private static boolean isOf(String wish, int life) {
    return wish.startsWith("wish " + life + ".");
  }

  /** The last life is left in peace until nothing is owed; then it is stopped and its data read. */
  private void settle(
      Map<String, String> environment, HttpClient person, Map<String, String> wishes)
      throws Exception {
    try (ReelayProcess program = ReelayProcess.start("run", environment)) {
      for (var wish : wishes.entrySet()) {
        if (isOf(wish.getKey(), KILLS - 1)) {
          program.ask(person, wish.getKey(), wish.getValue());
        }
      }
      database().awaitNothingOwed(Duration.ofMinutes(3));
      assertThat(program.stop()).as("exit code after SIGTERM").isIn(0, 143);
    }
  }

  private ProgramDatabase database() {
    return new ProgramDatabase(
        Objects.requireNonNullElse(
            database, "jdbc:sqlite:" + folder.resolve("data").resolve("reelay.db")));
  }
}
