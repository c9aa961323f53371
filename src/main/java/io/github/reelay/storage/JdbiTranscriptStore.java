package io.github.reelay.storage;

import io.github.reelay.conversation.TranscriptStore;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.row.ColumnValues;
import io.github.reelay.task.ref.PersonRef;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The transcript store in the database: the web chat's messages. */
public final class JdbiTranscriptStore implements TranscriptStore {
  private static final String UPSERT =
      """
      INSERT INTO transcript (id, person, sequence, written_at, body)
      VALUES (:id, :person, :sequence, :at, :json)
      ON CONFLICT (id) DO UPDATE SET sequence = excluded.sequence, written_at = excluded.written_at,
          body = excluded.body
      RETURNING id, person, sequence, body
      """;

  private final Jdbi jdbi;
  private final InstantSource clock;

  public JdbiTranscriptStore(Database database, InstantSource clock) {
    this.jdbi = database.jdbi();
    this.clock = clock;
  }

  @Override
  public Entry put(String id, PersonRef person, String json) {
    return jdbi.inTransaction(handle -> put(handle, id, person, json));
  }

  @Override
  public Entry putIfAbsent(String id, PersonRef person, String json) {
    return jdbi.inTransaction(handle -> {
      long sequence =
          nextSequence(handle); // its row lock also keeps two first puts of one id apart
      return find(handle, id).orElseGet(() -> put(handle, id, person, json, sequence));
    });
  }

  private Entry put(Handle handle, String id, PersonRef person, String json) {
    return put(handle, id, person, json, nextSequence(handle));
  }

  private Entry put(Handle handle, String id, PersonRef person, String json, long sequence) {
    return handle
        .createQuery(UPSERT)
        .bind("id", id)
        .bind("person", ColumnValues.of(person))
        .bind("sequence", sequence)
        .bind("at", clock.millis())
        .bind("json", json)
        .map((row, _) -> entry(row))
        .one();
  }

  private static long nextSequence(Handle handle) {
    return handle
        .createQuery("UPDATE transcript_counter SET last = last + 1 WHERE id = 1 RETURNING last")
        .mapTo(Long.class)
        .one();
  }

  @Override
  public Optional<Entry> find(String id) {
    return jdbi.withHandle(handle -> find(handle, id));
  }

  private static Optional<Entry> find(Handle handle, String id) {
    return handle
        .createQuery("SELECT id, person, sequence, body FROM transcript WHERE id = :id")
        .bind("id", id)
        .map((row, _) -> entry(row))
        .findOne();
  }

  @Override
  public void delete(String id) {
    jdbi.useTransaction(handle -> delete(handle, id));
  }

  static void delete(Handle handle, String id) {
    handle.execute(
        "UPDATE transcript SET body = NULL, sequence = ? WHERE id = ? AND body IS NOT NULL",
        nextSequence(handle),
        id);
  }

  @Override
  public List<Entry> changedAfter(PersonRef person, long sequence, int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT id, person, sequence, body FROM transcript
                WHERE person = :person AND sequence > :sequence ORDER BY sequence LIMIT :limit
                """)
            .bind("person", ColumnValues.of(person))
            .bind("sequence", sequence)
            .bind("limit", limit)
            .map((row, _) -> entry(row))
            .list());
  }

  private static Entry entry(ResultSet row) throws SQLException {
    return new Entry(
        row.getString(1),
        ColumnValues.parsePerson(row.getString(2)),
        row.getLong(3),
        row.getString(4));
  }
}
