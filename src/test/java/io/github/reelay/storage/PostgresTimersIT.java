package io.github.reelay.storage;

import java.time.Instant;
import java.time.ZoneOffset;

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
}
