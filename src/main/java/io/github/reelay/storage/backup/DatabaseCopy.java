package io.github.reelay.storage.backup;

import io.github.reelay.storage.database.DatabaseOptions;
import io.github.reelay.task.TaskId;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jspecify.annotations.Nullable;

/**
 * A copy of a database, and what stands in it. All of it is of one moment, whatever is committed
 * meanwhile. Not thread-safe.
 */
public final class DatabaseCopy implements AutoCloseable {
  private final Handle handle;
  private final List<Path> files;
  private @Nullable Set<String> pictures;

  DatabaseCopy(Handle handle, List<Path> files) {
    this.handle = handle;
    this.files = List.copyOf(files);
  }

  /**
   * Copies into an empty folder.
   *
   * @throws IOException if there is no database, it is damaged, or the folder cannot be written;
   *     says why without the password
   */
  public static DatabaseCopy take(DatabaseOptions options, Path into) throws IOException {
    return switch (options) {
      case DatabaseOptions.Embedded(Path folder) -> EmbeddedCopy.take(folder, into);
      case DatabaseOptions.Server server -> ServerCopy.take(server, into);
    };
  }

  /** How much room a copy takes at most, or nearly so. */
  public static long size(DatabaseOptions options) throws IOException {
    return switch (options) {
      case DatabaseOptions.Embedded(Path folder) -> EmbeddedCopy.size(folder);
      case DatabaseOptions.Server server -> ServerCopy.size(server);
    };
  }

  /** What was written. */
  public List<Path> files() {
    return files;
  }

  /** Of its newest migration. */
  public SchemaVersion schema() {
    return SchemaVersion.of(handle);
  }

  /** Requests that were accepted, and that no provider had yet. */
  public long queued() {
    return count("SELECT count(*) FROM task WHERE state = 'QUEUED'");
  }

  /** Events of the platforms that nobody had handled yet. */
  public long unhandledEvents() {
    return count("SELECT count(*) FROM inbox WHERE payload IS NOT NULL");
  }

  private long count(String sql) {
    return handle.createQuery(sql).mapTo(Long.class).one();
  }

  /** Whether a task refers to the videos of this id. */
  public boolean hasTask(TaskId id) {
    return handle
        .createQuery("SELECT 1 FROM task WHERE id = :id")
        .bind("id", id.value())
        .mapTo(Integer.class)
        .findOne()
        .isPresent();
  }

  /** Whether a task or a card refers to the picture with this SHA-256. */
  public boolean hasPicture(String sha256) {
    if (pictures == null) {
      pictures = readPictures();
    }
    return pictures.contains(sha256);
  }

  private Set<String> readPictures() {
    return handle
        .createQuery(
            """
            SELECT picture FROM task WHERE picture IS NOT NULL
            UNION SELECT picture FROM draft WHERE picture IS NOT NULL
            """)
        .mapTo(String.class)
        .stream()
        .flatMap(hashes -> Arrays.stream(hashes.split(" ", -1)))
        .collect(Collectors.toCollection(HashSet::new));
  }

  @Override
  public void close() {
    if (handle.isInTransaction()) {
      handle.rollback(); // nothing was written in it
    }
    handle.close();
  }
}
