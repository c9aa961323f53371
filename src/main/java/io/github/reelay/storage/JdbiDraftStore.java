package io.github.reelay.storage;

import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.DraftStore;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.row.DraftRows;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/** The draft store in the database. */
public final class JdbiDraftStore implements DraftStore {
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
  public void delete(String id) {
    jdbi.useHandle(handle -> handle.execute("DELETE FROM draft WHERE id = ?", id));
  }

  @Override
  public void deleteBefore(Instant moment) {
    jdbi.useHandle(
        handle -> handle.execute("DELETE FROM draft WHERE made_at < ?", moment.toEpochMilli()));
  }
}
