package io.github.reelay.storage.database;

import io.github.reelay.config.Secret;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** The options of the database: embedded, or a server. */
public sealed interface DatabaseOptions {
  /** SQLite, in a file of the data folder; for one process. */
  record Embedded(Path folder) implements DatabaseOptions {}

  /**
   * PostgreSQL; for one or more processes.
   *
   * @param url {@code jdbc:postgresql://…}; may hold user and password
   * @param user null when the address holds it
   * @param password null when the address holds it, or none is needed
   */
  record Server(Secret url, @Nullable String user, @Nullable Secret password)
      implements DatabaseOptions {}

  /**
   * @param url null or empty for the embedded database
   * @throws IllegalArgumentException if it is an address of another kind; the message does not hold
   *     it, for it may hold a password
   */
  static DatabaseOptions of(Path folder, @Nullable String url) {
    if (url == null || url.isBlank()) {
      return new Embedded(folder);
    }
    if (!url.startsWith("jdbc:postgresql:")) {
      throw new IllegalArgumentException("the database address must begin with jdbc:postgresql://");
    }
    return new Server(new Secret(url), null, null);
  }
}
