package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.duration.DurationStore;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Jdbi;

/** The duration store in the database. */
public final class JdbiDurationStore implements DurationStore {
  private final Jdbi jdbi;

  public JdbiDurationStore(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public void add(Measurement measurement) {
    jdbi.useTransaction(handle -> {
      handle.execute(
          """
          INSERT INTO measured_duration (task, provider, model, done_at, millis)
          VALUES (?, ?, ?, ?, ?)
          ON CONFLICT (task) DO NOTHING
          """,
          measurement.task().value(),
          measurement.provider(),
          measurement.model(),
          measurement.doneAt().toEpochMilli(),
          measurement.took().toMillis());
      handle.execute(
          """
          DELETE FROM measured_duration WHERE provider = ? AND model = ? AND task NOT IN (
            SELECT task FROM measured_duration WHERE provider = ? AND model = ?
            ORDER BY done_at DESC, task DESC LIMIT ?)
          """,
          measurement.provider(),
          measurement.model(),
          measurement.provider(),
          measurement.model(),
          KEPT);
    });
  }

  @Override
  public List<Measurement> all() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT task, provider, model, done_at, millis FROM measured_duration
                ORDER BY done_at, task
                """)
            .map((row, _) ->
                new Measurement(
                    new TaskId(row.getString(1)),
                    row.getString(2),
                    row.getString(3),
                    Instant.ofEpochMilli(row.getLong(4)),
                    Duration.ofMillis(row.getLong(5))))
            .list());
  }
}
