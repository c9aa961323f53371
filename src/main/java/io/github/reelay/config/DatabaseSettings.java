package io.github.reelay.config;

import java.util.Optional;

/**
 * Where tasks are kept.
 *
 * @param url PostgreSQL's JDBC address, a secret because it holds the password; empty: the embedded
 *     database in the data folder
 */
public record DatabaseSettings(Optional<Secret> url) {
  private static final String POSTGRESQL = "jdbc:postgresql:";

  public static DatabaseSettings read(SettingReader in) {
    Optional<Secret> url = in.secret("database.url");
    if (url.isPresent() && !url.get().reveal().startsWith(POSTGRESQL)) {
      in.addError(
          "REELAY_DATABASE_URL",
          "another kind of address (not shown: it may hold a password)",
          "jdbc:postgresql://host:5432/name?user=…&password=…",
          "put jdbc:postgresql:// in front, or unset it for the embedded database");
    }
    return new DatabaseSettings(url);
  }
}
