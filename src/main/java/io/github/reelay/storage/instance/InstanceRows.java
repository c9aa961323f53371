package io.github.reelay.storage.instance;

import io.github.reelay.conversation.Installation.Instance;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/** The table of instances: who is here, since when, and where each is reached. */
record InstanceRows(InstanceIdentity me) {
  static final String NOW = "CAST(extract(epoch FROM clock_timestamp()) * 1000 AS BIGINT)";

  /** One that died overnight is still on the list. */
  private static final Duration MEMORY = Duration.ofDays(1);

  /** Null where no port is known, or where the database is reached without a network. */
  private static final String SEEN_URL =
      "'http://' || CASE family(inet_client_addr()) WHEN 6 THEN '[' || host(inet_client_addr())"
          + " || ']' ELSE host(inet_client_addr()) END || ':' || CAST(:port AS TEXT)";

  private static final String WRITE =
      "INSERT INTO instance (id, host, version, started_at, seen_at, url) VALUES (:id, :host,"
          + " :version, "
          + NOW
          + ", "
          + NOW
          + ", COALESCE(CAST(:url AS TEXT), "
          + SEEN_URL
          + ")) ON CONFLICT (id) DO UPDATE SET seen_at = excluded.seen_at, url = excluded.url"
          + " RETURNING seen_at";

  /**
   * Says that this one is here.
   *
   * @param address null: not reached yet
   * @return the database's time
   */
  Instant write(Handle handle, @Nullable InstanceAddress address) {
    String url =
        switch (address) {
          case InstanceAddress.Known known -> known.url().toString();
          case InstanceAddress.SeenByDatabase _ -> null;
          case null -> null;
        };
    Integer port =
        switch (address) {
          case InstanceAddress.SeenByDatabase seen -> Integer.valueOf(seen.port());
          case InstanceAddress.Known _ -> null;
          case null -> null;
        };
    return handle
        .createQuery(WRITE)
        .bind("id", me.id())
        .bind("host", me.host())
        .bind("version", me.version())
        .bind("url", url)
        .bind("port", port)
        .mapTo(Long.class)
        .map(Instant::ofEpochMilli)
        .one();
  }

  /** The one that has the right to work at this moment, if it is known where it is reached. */
  Optional<WorkingInstance> worker(Handle handle) {
    return handle
        .createQuery(
            "SELECT i.url, i.host FROM lease l JOIN instance i ON i.id = l.holder"
                + " WHERE l.name = 'work' AND i.url IS NOT NULL AND i.id <> :id"
                + " AND l.until_at >= "
                + NOW)
        .bind("id", me.id())
        .map((row, _) -> new WorkingInstance(URI.create(row.getString(1)), row.getString(2)))
        .findOne();
  }

  /** All that were here lately, who came first, first. */
  List<Instance> list(Handle handle) {
    return handle
        .createQuery(
            "SELECT i.id, i.host, i.version, i.started_at, i.seen_at, l.holder IS NOT NULL, "
                + NOW
                + ", i.url FROM instance i LEFT JOIN lease l ON l.holder = i.id AND l.name = 'work'"
                + " WHERE i.seen_at > "
                + NOW
                + " - :memory ORDER BY i.started_at, i.id")
        .bind("memory", MEMORY.toMillis())
        .map((row, _) ->
            new Instance(
                row.getString(1).equals(me.id()),
                row.getString(2),
                row.getString(3),
                row.getString(8),
                Instant.ofEpochMilli(row.getLong(4)),
                Instant.ofEpochMilli(row.getLong(5)),
                row.getBoolean(6),
                row.getLong(7) - row.getLong(5) < WorkLease.TTL.toMillis()))
        .list();
  }

  void delete(Handle handle) {
    handle.execute("DELETE FROM instance WHERE id = ?", me.id());
  }
}
