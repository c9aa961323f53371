package io.github.reelay.storage.backup;

import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import org.jdbi.v3.core.Handle;

/** A database that is made from a copy. */
public final class RestoredDatabase {
  /** In a backup: the tables of a server. */
  public static final String SERVER_FOLDER = ServerCopy.FOLDER;

  /**
   * A page that has seen what came after the copy asks for what is newer than that; what is written
   * from now on is.
   */
  private static final String SKIP_SEEN_NUMBERS =
      "UPDATE transcript_counter SET last = last + 1000000 WHERE id = 1";

  private RestoredDatabase() {}

  /** What waits in the copy to be sent to a provider. */
  public enum Waiting {
    /** Is sent: the program has not run since the copy was taken. */
    SEND,
    /** Is not: it may have been paid since. */
    HOLD
  }

  /** Whether a backup can be restored into it. */
  public sealed interface Readiness {
    record Ready() implements Readiness {}

    /**
     * It cannot.
     *
     * @param reason with what to do
     */
    record Refused(String reason) implements Readiness {}
  }

  /** Looks at the database that is there, and changes nothing. */
  public static Readiness readiness(DatabaseOptions options) throws IOException {
    return switch (options) {
      case DatabaseOptions.Embedded _ -> new Readiness.Ready(); // it is moved aside
      case DatabaseOptions.Server server -> ServerRestore.readiness(server);
    };
  }

  /**
   * Makes the database; it is as if nothing had been done until it is whole.
   *
   * @param options where; an embedded one's folder holds the copy's file already, and no program
   *     works there
   * @param copy the folder of the backup
   * @return how many requests are held
   * @throws UnreadableRequestException if a request is to be held that cannot be read
   */
  public static int make(DatabaseOptions options, Path copy, Waiting waiting, Instant now)
      throws IOException {
    return switch (options) {
      case DatabaseOptions.Embedded _ -> {
        try (Database database = Database.open(options)) {
          yield database.jdbi().inTransaction(handle -> finish(handle, waiting, now));
        }
      }
      case DatabaseOptions.Server server -> ServerRestore.make(server, copy, waiting, now);
    };
  }

  /** Within the transaction that makes it visible. */
  static int finish(Handle handle, Waiting waiting, Instant now) {
    handle.execute(SKIP_SEEN_NUMBERS);
    return switch (waiting) {
      case SEND -> 0;
      case HOLD -> WaitingRequests.hold(handle, now);
    };
  }
}
