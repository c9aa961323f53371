package io.github.reelay.storage;

import io.github.reelay.conversation.EventInbox;
import io.github.reelay.storage.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** The event inbox in the database: raw events and bookmarks. */
public final class JdbiEventInbox implements EventInbox {
  // Two processes may draw the same place at once; such events are simply of the same age.
  private static final String INSERT =
      """
      INSERT INTO inbox (platform, event_key, place, payload, stored_at)
      VALUES (:platform, :key, (SELECT COALESCE(MAX(place), 0) + 1 FROM inbox), :payload, :at)
      ON CONFLICT (platform, event_key) DO NOTHING
      """;

  private final Jdbi jdbi;

  public JdbiEventInbox(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public boolean store(Event event) {
    return jdbi.withHandle(handle ->
        handle
            .createUpdate(INSERT)
            .bind("platform", event.platform())
            .bind("key", event.key())
            .bind("payload", event.payload())
            .bind("at", event.at().toEpochMilli())
            .execute())
        == 1;
  }

  @Override
  public List<Event> pending(String platform, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT event_key, payload, stored_at FROM inbox
                WHERE platform = :platform AND payload IS NOT NULL ORDER BY place LIMIT :limit
                """)
            .bind("platform", platform)
            .bind("limit", limit)
            .map((row, _) ->
                new Event(
                    platform,
                    row.getString(1),
                    row.getString(2),
                    Instant.ofEpochMilli(row.getLong(3))))
            .list());
  }

  @Override
  public void markHandled(String platform, String key) {
    jdbi.useHandle(handle ->
        handle.execute(
            "UPDATE inbox SET payload = NULL WHERE platform = ? AND event_key = ?", platform, key));
  }

  @Override
  public Optional<String> bookmark(String name) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT position FROM bookmark WHERE name = :name")
            .bind("name", name)
            .mapTo(String.class)
            .findOne());
  }

  @Override
  public void bookmark(String name, String value) {
    jdbi.useHandle(handle ->
        handle.execute(
            """
            INSERT INTO bookmark (name, position) VALUES (?, ?)
            ON CONFLICT (name) DO UPDATE SET position = excluded.position
            """,
            name,
            value));
  }
}
