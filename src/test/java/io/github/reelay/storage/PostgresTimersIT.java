package io.github.reelay.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.config.Secret;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.storage.timer.DbSchedulerTimers;
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

  @Override
  void pickedByAKilledRun(Instant heartbeat) {
    database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "UPDATE timer SET picked = true, picked_by = 'run-0', last_heartbeat = ?",
                heartbeat.atOffset(ZoneOffset.UTC)));
  }

  @Test
  void twoProcessesShareTheTimersAndEachFiresOnce() {
    DatabaseOptions options = new DatabaseOptions.Server(new Secret(Postgres.freshDatabase()));
    ConcurrentLinkedQueue<TaskId> rung = new ConcurrentLinkedQueue<>();
    InstantSource clock = InstantSource.system();
    List<TaskId> alarms = IntStream.range(0, 100).mapToObj(n -> TaskId.of(n, n)).toList();
    try (Database one = Database.open(options);
        Database two = Database.open(options);
        DbSchedulerTimers first =
            new DbSchedulerTimers(one, clock, "first", Duration.ofSeconds(2));
        DbSchedulerTimers second =
            new DbSchedulerTimers(two, clock, "second", Duration.ofSeconds(2))) {
      alarms.forEach(alarm -> first.schedule(alarm, clock.instant()));
      for (DbSchedulerTimers timers : List.of(first, second)) {
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
