package io.github.reelay.storage.database;

import io.github.reelay.config.Secret;
import io.github.reelay.config.SettingReader;
import java.nio.file.Path;

/** The options of the database: embedded, or a server. */
public sealed interface DatabaseOptions {
  /** SQLite, in a file of the data folder; for one process. */
  record Embedded(Path folder) implements DatabaseOptions {}

  /**
   * PostgreSQL; for one or more processes.
   *
   * @param url {@code jdbc:postgresql://…}; a secret because it may hold user and password
   */
  record Server(Secret url) implements DatabaseOptions {}

  /** A server if an address is given. */
  static DatabaseOptions read(SettingReader in) {
    DatabaseOptions embedded = new Embedded(in.folder("data.dir"));
    Secret url = in.secret("database.url").orElse(null);
    if (url == null) {
      return embedded;
    }
    if (!url.reveal().startsWith("jdbc:postgresql:")) {
      in.addError(
          in.variable("database.url"),
          "another kind of address (not shown: it may hold a password)",
          "jdbc:postgresql://host:5432/name?user=…&password=…",
          "put jdbc:postgresql:// in front, or unset it for the embedded database");
      return embedded;
    }
    return new Server(url);
  }
}
