package io.github.reelay.storage;

import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.DraftStore;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.row.ColumnValues;
import io.github.reelay.storage.row.DraftRows;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The draft store in the database. */
public final class JdbiDraftStore implements DraftStore {
  /** Not a range: PostgreSQL may order signs by a language's rules. */
  private static final String WAITS = "origin LIKE '" + Draft.LATER + "%'";

  private final Jdbi jdbi;

  public JdbiDraftStore(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Draft saveIfAbsent(Draft draft) {
    return jdbi.inTransaction(handle -> {
      DraftRows.insert(handle, draft);
      String body =
          handle
              .createQuery("SELECT body FROM draft WHERE origin = :origin")
              .bind("origin", draft.origin())
              .mapTo(String.class)
              .one();
      return DraftRows.read(body).orElseGet(() -> replace(handle, draft));
    });
  }

  /** Takes the place of one that cannot be read. */
  private static Draft replace(Handle handle, Draft draft) {
    handle.execute("DELETE FROM draft WHERE origin = ?", draft.origin());
    DraftRows.insert(handle, draft);
    return draft;
  }

  @Override
  public void update(Draft draft) {
    jdbi.useTransaction(handle -> DraftRows.update(handle, draft));
  }

  @Override
  public Optional<Draft> find(String id) {
    return jdbi.withHandle(handle ->
            handle
                .createQuery("SELECT body FROM draft WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne())
        .flatMap(DraftRows::read);
  }

  @Override
  public List<Draft> findSince(PersonRef person, ChatRef chat, Instant moment) {
    return jdbi
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT body FROM draft WHERE person = :person AND chat = :chat"
                        + " AND made_at >= :moment ORDER BY made_at DESC, id DESC LIMIT 50")
                .bind("person", ColumnValues.of(person))
                .bind("chat", ColumnValues.of(chat))
                .bind("moment", moment.toEpochMilli())
                .mapTo(String.class)
                .list())
        .stream()
        .flatMap(body -> DraftRows.read(body).stream())
        .toList();
  }

  @Override
  public List<Draft> findDue(Instant moment) {
    return jdbi
        .withHandle(handle ->
            handle
                .createQuery(
                    "SELECT body FROM draft WHERE "
                        + WAITS
                        + " AND made_at <= :moment ORDER BY made_at LIMIT 50")
                .bind("moment", moment.toEpochMilli())
                .mapTo(String.class)
                .list())
        .stream()
        .flatMap(body -> DraftRows.read(body).stream())
        .toList();
  }

  @Override
  public void delete(String id) {
    jdbi.useHandle(handle -> handle.execute("DELETE FROM draft WHERE id = ?", id));
  }

  @Override
  public void deleteBefore(Instant moment) {
    jdbi.useHandle(handle ->
        handle.execute(
            "DELETE FROM draft WHERE made_at < ? AND NOT (" + WAITS + ")", moment.toEpochMilli()));
  }
}
