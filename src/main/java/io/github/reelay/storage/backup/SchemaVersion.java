package io.github.reelay.storage.backup;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;
import org.jdbi.v3.core.Handle;

/**
 * Which migrations a database has had: {@code 3.5} has all up to that one.
 *
 * @param text as the names of the migrations have it
 */
public record SchemaVersion(String text) implements Comparable<SchemaVersion> {
  /** Before any migration. */
  private static final String NONE = "0";

  static SchemaVersion of(Handle handle) {
    List<String> versions =
        handle
            .createQuery(
                "SELECT version FROM flyway_schema_history WHERE success AND version IS NOT NULL")
            .mapTo(String.class)
            .list();
    return newest(versions);
  }

  /** What this version of the program brings a database to. */
  public static SchemaVersion ours() {
    // Of no database: only the migrations that came with the program are looked at.
    MigrationInfo[] all =
        Flyway.configure().dataSource("jdbc:sqlite::memory:", null, null).load().info().all();
    return newest(Arrays.stream(all).map(info -> info.getVersion().getVersion()).toList());
  }

  private static SchemaVersion newest(List<String> versions) {
    return versions.stream()
        .map(SchemaVersion::new)
        .max(Comparator.naturalOrder())
        .orElse(new SchemaVersion(NONE));
  }

  @Override
  public int compareTo(SchemaVersion other) {
    return MigrationVersion.fromVersion(text).compareTo(MigrationVersion.fromVersion(other.text));
  }
}
