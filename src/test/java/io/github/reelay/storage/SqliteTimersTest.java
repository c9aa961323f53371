package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import java.nio.file.Path;
import java.time.Instant;
import org.junit.jupiter.api.io.TempDir;

class SqliteTimersTest extends TimersContract {
  @TempDir private Path folder;

  @Override
  Database open() {
    return Database.open(new DatabaseOptions.Embedded(folder));
  }

  @Override
  void pickedByAKilledRun(Instant heartbeat) {
    database()
        .jdbi()
        .useHandle(handle ->
            handle.execute(
                "UPDATE timer SET picked = true, picked_by = 'run-0', last_heartbeat = ?",
                heartbeat.toEpochMilli()));
  }
}
