package io.github.reelay.storage.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.github.reelay.security.OwnerOnly;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;
import org.flywaydb.core.Flyway;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteDataSource;

/**
 * An open database with its schema up to date. Thread-safe; one per process.
 *
 * <p>A commit is on the disk when it returns: SQLite runs with a write-ahead log that is flushed
 * before ({@link GroupCommit}), PostgreSQL with its defaults, whatever the server's operator made
 * of them.
 */
public final class Database implements AutoCloseable {
  /** Of the embedded one, in its folder. */
  public static final String FILE_NAME = "reelay.db";

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

  /** A report over a month must not keep everybody's commits waiting. */
  private static final int SQLITE_READERS = 2;

  /** A connection that a fail-over or a firewall has cut without a word is given up after this. */
  private static final int POSTGRES_SOCKET_TIMEOUT_SECONDS = 60;

  /**
   * A server that was set up to forget its last commits when it crashes would have a request sent
   * twice. Who asks for more than the own disk (a standby's) gets it.
   */
  private static final String ENSURE_DURABLE_COMMITS =
      "SELECT set_config('synchronous_commit', 'on', false)"
          + " WHERE current_setting('synchronous_commit') = 'off'";

  /** Longer than any transaction of ours; only a backup tool holds the file from outside. */
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  /** What {@code PRAGMA auto_vacuum} answers. */
  private static final int INCREMENTAL = 2;

  /** 20 MB in pages of 4 kB: the one connection is busy for well under a second. */
  private static final int SHRINK_PAGES = 5_000;

  private static final Logger log = LoggerFactory.getLogger(Database.class);

  private final FencedPool pool;
  private final FencedPool readers;
  private final Jdbi jdbi;
  private final Jdbi reader;
  private final @Nullable FolderLock lock;

  private Database(FencedPool pool, Jdbi jdbi, FencedPool readers, @Nullable FolderLock lock) {
    this.pool = pool;
    this.readers = readers;
    this.jdbi = jdbi;
    this.reader = Jdbi.create(readers);
    this.lock = lock;
  }

  /**
   * Opens the database and brings its schema up to date.
   *
   * @throws DataFolderInUseException if another process has the data folder
   * @throws UnfinishedRestoreException if a restore into it was interrupted
   * @throws RuntimeException if it cannot be reached or does not fit this version; says why without
   *     the password
   */
  public static Database open(DatabaseOptions options) {
    return switch (options) {
      case DatabaseOptions.Embedded embedded -> openEmbedded(embedded);
      case DatabaseOptions.Server server ->
          open(postgresDataSource(server), POSTGRES_POOL_SIZE, null, null);
    };
  }

  private static Database openEmbedded(DatabaseOptions.Embedded embedded) {
    FolderLock lock = FolderLock.acquireWhole(embedded.folder());
    Path file = embedded.folder().resolve(FILE_NAME);
    createFile(file, lock);
    SQLiteConfig config = new SQLiteConfig();
    config.setJournalMode(SQLiteConfig.JournalMode.WAL);
    config.setSynchronous(SQLiteConfig.SynchronousMode.NORMAL);
    // A transaction that reads first and writes later would otherwise fail when another one wrote
    // in between.
    config.setTransactionMode(SQLiteConfig.TransactionMode.IMMEDIATE);
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    config.enforceForeignKeys(true);
    config.setGetGeneratedKeys(false); // asks for them after each insert; we have none
    SQLiteDataSource source = new SQLiteDataSource(config);
    source.setUrl("jdbc:sqlite:" + file);
    return open(source, SQLITE_POOL_SIZE, file, lock);
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
    if (source.getSocketTimeout() == 0) {
      source.setSocketTimeout(POSTGRES_SOCKET_TIMEOUT_SECONDS);
    }
    source.setTcpKeepAlive(true);
    return source;
  }

  /**
   * @param file SQLite's, which gets connections for what only reads; a server's serve for all
   */
  private static Database open(
      DataSource source, int connections, @Nullable Path file, @Nullable FolderLock lock) {
    @Nullable FencedPool pool = null;
    try {
      pool = pool("database", source, connections, file == null ? ENSURE_DURABLE_COMMITS : null);
      if (file != null) {
        enableShrinking(source);
      }
      Flyway.configure().dataSource(pool).load().migrate();
      return file == null
          ? new Database(pool, Jdbi.create(pool), pool, null)
          : new Database(
              pool,
              Jdbi.create(new GroupCommit(pool, file, GroupCommit.Disk.REAL)),
              pool("readers", source, SQLITE_READERS, null),
              lock);
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

  private static FencedPool pool(
      String name, DataSource source, int connections, @Nullable String initSql) {
    HikariConfig config = new HikariConfig();
    config.setConnectionInitSql(initSql);
    config.setPoolName(name);
    config.setDataSource(source);
    config.setMaximumPoolSize(connections);
    return new FencedPool(config);
  }

  /**
   * One connection to a server that is for one purpose alone, however busy the others are, and that
   * gives up soon.
   *
   * @param timeout how long anything may take, in whole seconds
   */
  public static HikariDataSource impatientPool(DatabaseOptions.Server server, Duration timeout) {
    int seconds = Math.toIntExact(timeout.toSeconds());
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setUrl(server.url().reveal());
    source.setSocketTimeout(seconds);
    source.setConnectTimeout(seconds);
    source.setLoginTimeout(seconds);
    HikariConfig config = new HikariConfig();
    config.setPoolName("impatient");
    config.setConnectionInitSql(ENSURE_DURABLE_COMMITS);
    config.setDataSource(source);
    config.setMaximumPoolSize(1);
    config.setConnectionTimeout(timeout.toMillis());
    config.setValidationTimeout(timeout.toMillis());
    config.setInitializationFailTimeout(-1); // whether it answers is told by whoever asks
    return new HikariDataSource(config);
  }

  /** From now on no connection is given for which this throws. */
  public void fence(FencedPool.Fence fence) {
    pool.fence(fence);
  }

  /**
   * SQLite gives room back only where the file was made for it; one that was not is written anew,
   * once. What goes wrong with that (a full disk) stops nothing.
   */
  private static void enableShrinking(DataSource source) {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      if (statement.executeQuery("PRAGMA auto_vacuum").getInt(1) != INCREMENTAL) {
        statement.executeUpdate("PRAGMA auto_vacuum = INCREMENTAL");
        statement.executeUpdate("VACUUM");
      }
    } catch (SQLException e) {
      log.atWarn().log("The database will not give room back to the disk: {}", e.toString());
    }
  }

  /** Gives room of deleted rows back to the disk, some at a time; the server does so by itself. */
  public void shrink() {
    if (lock == null) {
      return;
    }
    try (Connection connection = pool.getConnection();
        Statement statement = connection.createStatement()) {
      statement.executeUpdate("PRAGMA incremental_vacuum(" + SHRINK_PAGES + ")");
      statement.execute("PRAGMA wal_checkpoint(TRUNCATE)");
    } catch (SQLException e) {
      log.atWarn().log("The database did not give room back; tried again later: {}", e.toString());
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

  /** For long reports: sees what is committed, and keeps no commit waiting. */
  public Jdbi reader() {
    return reader;
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
    readers.close();
    pool.close();
    if (lock != null) {
      lock.close();
    }
  }
}
