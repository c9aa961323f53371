package io.github.reelay.storage;

import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.Drafts;
import java.time.Instant;
import java.util.Optional;
import org.jdbi.v3.core.Jdbi;

/** Drafts in the database. */
public final class JdbiDrafts implements Drafts {
  private final Jdbi jdbi;

  public JdbiDrafts(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Draft keep(Draft draft) {
    return jdbi.inTransaction(handle -> {
      DraftRows.insert(handle, draft);
      String body =
          handle
              .createQuery("SELECT body FROM draft WHERE origin = :origin")
              .bind("origin", draft.origin())
              .mapTo(String.class)
              .one();
      return Json.read(body, Draft.class);
    });
  }

  @Override
  public void change(Draft draft) {
    jdbi.useTransaction(handle -> DraftRows.replace(handle, draft));
  }

  @Override
  public Optional<Draft> find(String id) {
    return jdbi.withHandle(handle ->
            handle
                .createQuery("SELECT body FROM draft WHERE id = :id")
                .bind("id", id)
                .mapTo(String.class)
                .findOne())
        .map(body -> Json.read(body, Draft.class));
  }

  @Override
  public void drop(String id) {
    jdbi.useHandle(handle -> handle.execute("DELETE FROM draft WHERE id = ?", id));
  }

  @Override
  public void dropBefore(Instant moment) {
    jdbi.useHandle(
        handle -> handle.execute("DELETE FROM draft WHERE made_at < ?", moment.toEpochMilli()));
  }
}
