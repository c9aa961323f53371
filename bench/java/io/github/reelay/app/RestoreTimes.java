package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.net.http.HttpClient;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * How long it takes after {@code kill -9} until the relay is asked about every running task again.
 */
class RestoreTimes {
  private static final int TASKS = 50;
  private static final int KILLS = 5;
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  @TempDir private Path folder;

  @Test
  void everyTaskIsAskedAboutAgain() throws Exception {
    try (CountingRelay relay = CountingRelay.fast(SmallFilm.make(folder))) {
      Map<String, String> environment = RelayEnvironment.of(folder, relay);
      environment.put("REELAY_PROVIDERS_APIMART_CONCURRENCY", Integer.toString(TASKS));
      relay.stuck = true;
      ReelayProcess program = ReelayProcess.start("run", environment);
      HttpClient person = ReelayProcess.person();
      for (int i = 0; i < TASKS; i++) {
        program.askUntilAnswered(person, "wish " + i, "key-" + i);
      }
      for (int kill = 0; kill < KILLS; kill++) {
        await("all are followed")
            .atMost(PATIENCE)
            .untilAsserted(() -> assertThat(relay.askedAt).hasSize(TASKS));
        program.kill();
        relay.askedAt.clear();
        long begun = System.nanoTime();
        program = ReelayProcess.start("run", environment);
        long started = System.nanoTime();
        await("all are asked about again")
            .atMost(PATIENCE)
            .pollInterval(Duration.ofMillis(5))
            .until(() -> relay.askedAt.size() == TASKS);
        long last = System.nanoTime();
        System.out.printf(
            "%d tasks: ready after %d ms, the last one asked about %d ms later%n",
            TASKS,
            TimeUnit.NANOSECONDS.toMillis(started - begun),
            TimeUnit.NANOSECONDS.toMillis(last - started));
      }
      relay.stuck = false;
      ProgramDatabase database =
          new ProgramDatabase("jdbc:sqlite:" + folder.resolve("data").resolve("reelay.db"));
      database.awaitNothingOwed(PATIENCE);
      assertThat(program.stop()).isIn(0, 143);
      database.look(TASKS, 0, relay);
    }
  }
}
