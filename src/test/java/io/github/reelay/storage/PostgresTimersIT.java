package io.github.reelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.config.Secret;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.storage.timer.Timers;
import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class PostgresTimersIT extends TimersContract {
  @Override
  Database open() {
    return Postgres.open();
  }

  /** As the row stands after a kill -9 in the middle of an execution. */
  @Test
  void whatAKilledRunHadPickedRingsAgain() {
    InstantSource clock = InstantSource.system();
    Instant longAgo = clock.instant().minus(Duration.ofHours(1));
    ConcurrentLinkedQueue<TaskId> rung = new ConcurrentLinkedQueue<>();
    try (Database database = open();
        Timers timers = Timers.of(database, clock, "run-1", Duration.ofSeconds(2))) {
      timers.schedule(TaskId.of(1, 1), clock.instant());
      database
          .jdbi()
          .useHandle(handle ->
              handle.execute(
                  "UPDATE timer SET picked = true, picked_by = 'run-0', last_heartbeat = ?",
                  longAgo.atOffset(ZoneOffset.UTC)));
      timers.start(
          id -> {
            rung.add(id);
            return Optional.empty();
          },
          List.of());
      await().until(() -> rung.contains(TaskId.of(1, 1)));
    }
  }

  @Test
  void twoProcessesShareTheTimersAndEachFiresOnce() {
    DatabaseOptions options = new DatabaseOptions.Server(new Secret(Postgres.freshDatabase()));
    ConcurrentLinkedQueue<TaskId> rung = new ConcurrentLinkedQueue<>();
    InstantSource clock = InstantSource.system();
    List<TaskId> alarms = IntStream.range(0, 100).mapToObj(n -> TaskId.of(n, n)).toList();
    try (Database one = Database.open(options);
        Database two = Database.open(options);
        Timers first = Timers.of(one, clock, "first", Duration.ofSeconds(2));
        Timers second = Timers.of(two, clock, "second", Duration.ofSeconds(2))) {
      alarms.forEach(alarm -> first.schedule(alarm, clock.instant()));
      for (Timers timers : List.of(first, second)) {
        timers.start(
            id -> {
              rung.add(id);
              return Optional.empty();
            },
            List.of());
      }
      await().untilAsserted(() -> assertThat(rung).hasSameSizeAs(alarms));
      assertThat(rung).containsExactlyInAnyOrderElementsOf(alarms);
    }
  }
}
