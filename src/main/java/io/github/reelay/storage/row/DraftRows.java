package io.github.reelay.storage.row;

import io.github.reelay.conversation.Draft;
import java.util.Optional;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The rows of drafts, inside somebody's transaction. */
public final class DraftRows {
  private static final Logger log = LoggerFactory.getLogger(DraftRows.class);

  private static final String INSERT =
      """
      INSERT INTO draft (id, origin, person, chat, picture, made_at, body)
      VALUES (:id, :origin, :person, :chat, :picture, :made, :body)
      ON CONFLICT (origin) DO NOTHING
      """;

  private static final String UPDATE =
      """
      UPDATE draft SET origin = :origin, person = :person, chat = :chat, picture = :picture,
          made_at = :made, body = :body
      WHERE id = :id
      """;

  private DraftRows() {}

  /** Empty when it cannot be read: a draft is asked for again, and has cost nothing. */
  public static Optional<Draft> read(String body) {
    try {
      return Optional.of(RowJson.read(body, Draft.class));
    } catch (RowJson.UnreadableException e) {
      log.atWarn().log("Left out: {}", e.getMessage());
      return Optional.empty();
    }
  }

  public static void insert(Handle handle, Draft draft) {
    bind(handle.createUpdate(INSERT), draft).execute();
  }

  public static void update(Handle handle, Draft draft) {
    bind(handle.createUpdate(UPDATE), draft).execute();
  }

  private static Update bind(Update update, Draft draft) {
    return update
        .bind("id", draft.id())
        .bind("origin", draft.origin())
        .bind("person", ColumnValues.of(draft.requester().person()))
        .bind("chat", ColumnValues.of(draft.address().chat()))
        .bind("picture", draft.request().pictureHashes())
        .bind("made", draft.at().toEpochMilli())
        .bind("body", RowJson.write(draft));
  }
}
