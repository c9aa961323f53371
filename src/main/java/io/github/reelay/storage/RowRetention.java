package io.github.reelay.storage;

import io.github.reelay.storage.database.Database;
import java.time.Instant;
import org.jdbi.v3.core.Jdbi;

/**
 * The retention of rows: drops what is older than it is to be kept. Open tasks and the ledger are
 * never touched. Thread-safe; each call is several short transactions, so that nobody waits long
 * behind it.
 */
public final class RowRetention {
  private static final int BATCH_SIZE = 500;

  private final Jdbi jdbi;

  public RowRetention(Database database) {
    this.jdbi = database.jdbi();
  }

  /**
   * Drops tasks that were over before the moment and owe nothing, with their prompts. A clip that
   * is continued stays as long as the clip that continues it.
   */
  public int deleteTasksBefore(Instant moment) {
    return deleteInBatches(
        """
        DELETE FROM task WHERE id IN
            (SELECT id FROM task t WHERE over AND since_at < :moment AND due_at IS NULL
                AND NOT EXISTS (SELECT 1 FROM task later WHERE later.continues = t.id)
             ORDER BY since_at LIMIT :batch)
        """,
        moment);
  }

  /** Drops messages of the web chat last changed before the moment. */
  public int deleteTranscriptBefore(Instant moment) {
    return deleteInBatches(
        "DELETE FROM transcript WHERE id IN (SELECT id FROM transcript WHERE written_at < :moment"
            + " LIMIT :batch)",
        moment);
  }

  /**
   * Drops events stored before the moment: of handled ones only the key is left, and the platforms
   * have stopped repeating them; one that nobody took up by then is of a platform that was switched
   * off, or too old to be answered.
   */
  public int deleteEventsBefore(Instant moment) {
    return deleteEventsBefore(moment, "IS NULL") + deleteEventsBefore(moment, "IS NOT NULL");
  }

  /** Each of the two has an index of its own. */
  private int deleteEventsBefore(Instant moment, String payload) {
    return deleteInBatches(
        """
        DELETE FROM inbox WHERE place IN
            (SELECT place FROM inbox WHERE payload %1$s AND stored_at < :moment LIMIT :batch)
            AND payload %1$s AND stored_at < :moment
        """
            .formatted(payload),
        moment);
  }

  private int deleteInBatches(String sql, Instant moment) {
    int all = 0;
    int dropped;
    do {
      dropped =
          jdbi.withHandle(handle ->
              handle
                  .createUpdate(sql)
                  .bind("moment", moment.toEpochMilli())
                  .bind("batch", BATCH_SIZE)
                  .execute());
      all += dropped;
    } while (dropped > 0);
    return all;
  }
}
