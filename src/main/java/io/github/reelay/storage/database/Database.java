package io.github.reelay.storage.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.reelay.security.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * An open database with its schema up to date. Thread-safe; one per process.
 *
 * <p>A commit is on the disk when it returns: SQLite runs with a write-ahead log and {@code
 * synchronous=FULL}, PostgreSQL with its defaults.
 */
public final class Database implements AutoCloseable {
  private static final String FILE_NAME = "reelay.db";

  /**
   * SQLite has one writer at a time. One connection makes writers queue in the pool, which is fair,
   * instead of in SQLite's busy handler, which sleeps and guesses.
   */
  private static final int SQLITE_POOL_SIZE = 1;

  /**
   * For 250 virtual threads in short transactions, on a server whose default limit is 100
   * connections.
   */
  private static final int POSTGRES_POOL_SIZE = 10;

  /** Longer than any transaction of ours; only a backup tool holds the file from outside. */
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private final HikariDataSource pool;
  private final Jdbi jdbi;
  private final @Nullable FolderLock lock;

  private Database(HikariDataSource pool, @Nullable FolderLock lock) {
    this.pool = pool;
    this.jdbi = Jdbi.create(pool);
    this.lock = lock;
  }

  /**
   * Opens the database and brings its schema up to date.
   *
   * @throws DataFolderInUseException if another process has the data folder
   * @throws RuntimeException if it cannot be reached or does not fit this version; says why without
   *     the password
   */
  public static Database open(DatabaseOptions options) {
    return switch (options) {
      case DatabaseOptions.Embedded embedded -> openEmbedded(embedded);
      case DatabaseOptions.Server server ->
          open(postgresDataSource(server), POSTGRES_POOL_SIZE, null);
    };
  }

  private static Database openEmbedded(DatabaseOptions.Embedded embedded) {
    FolderLock lock = FolderLock.acquire(embedded.folder());
    createFile(embedded.folder().resolve(FILE_NAME), lock);
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.FULL);
    // A transaction that reads first and writes later would otherwise fail when another one wrote
    // in between.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.enforceForeignKeys(true);
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + embedded.folder().resolve(FILE_NAME));
    return open(source, SQLITE_POOL_SIZE, lock);
  }

  /** SQLite would make it readable by all; its log and index get the permissions of this file. */
  private static void createFile(Path file, FolderLock lock) {
    try {
      Files.createFile(file, OwnerOnly.fileAttributes(file));
    } catch (FileAlreadyExistsException _) {
      return;
    } catch (IOException e) {
      lock.close();
      throw new UncheckedIOException("the database " + file + " cannot be made", e);
    }
  }

  private static DataSource postgresDataSource(DatabaseOptions.Server server) {
    // The data source takes user and password out of the address, so that no library can print it
    // with them.
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.url().reveal());
    return source;
  }

  private static Database open(DataSource source, int connections, @Nullable FolderLock lock) {
    @Nullable HikariDataSource pool = null;
    try {
      HikariConfig config = new HikariConfig();
      config.setPoolName("database");
      config.setDataSource(source);
      config.setMaximumPoolSize(connections);
      pool = new HikariDataSource(config);
      Flyway.configure().dataSource(pool).load().migrate();
      return new Database(pool, lock);
    } catch (RuntimeException e) {
      if (pool != null) {
        pool.close();
      }
      if (lock != null) {
        lock.close();
      }
      throw e;
    }
  }

  /** Whether the database answers; for health checks. Does not throw. */
  public boolean ping() {
    try {
      return jdbi.withHandle(handle -> handle.createQuery("SELECT 1").mapTo(Integer.class).one())
          == 1;
    } catch (RuntimeException e) {
      return false;
    }
  }

  public Jdbi jdbi() {
    return jdbi;
  }

  public DataSource dataSource() {
    return pool;
  }

  /** Whether no other process can be at work in this database. */
  public boolean isExclusive() {
    return lock != null;
  }

  @Override
  public void close() {
    pool.close();
    if (lock != null) {
      lock.close();
    }
  }
}
