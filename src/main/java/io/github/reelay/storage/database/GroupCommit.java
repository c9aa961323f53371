package io.github.reelay.storage.database;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import javax.sql.DataSource;
import org.jdbi.v3.core.ConnectionFactory;
import org.sqlite.SQLiteConnection;

/**
 * The one writing connection of SQLite, lent so that commits which come together share one flush of
 * the disk, and nobody waits for the connection while another's commit is flushed.
 *
 * <p>SQLite flushes nothing at a commit here ({@code synchronous=NORMAL}, where its checkpoints
 * flush what they need: sqlite.org, "Write-Ahead Logging"). Whoever changed something waits, after
 * giving the connection back, until the log is on the disk: a commit is durable when it returns, as
 * with {@code FULL}. Others may read it a moment earlier; what they write then is durable only
 * together with it, because the log is one file, written in order. Thread-safe.
 */
final class GroupCommit implements ConnectionFactory {
  /** As long as the pool waits. */
  private static final int MAX_WAIT_SECONDS = 30;

  private final DataSource pool;
  private final Path log;
  private final Disk disk;

  /**
   * Who waits longest has the connection next. The pool gives it to whoever comes first, so that of
   * three hundred acceptances some would wait for all that follows from the others.
   */
  private final Semaphore turn = new Semaphore(1, true);

  private final ReentrantLock flushing = new ReentrantLock();

  /** What the connection had changed when it was lent; guarded by having it. */
  private long changesBefore;

  /** Written by whoever has the connection. */
  private volatile long commits;

  /** Commits up to this one are on the disk, or are known not to be. */
  private long flushed;

  /** Commits up to this one may be lost. */
  private long lost;

  /**
   * @param pool of a single connection
   * @param database SQLite's file
   */
  GroupCommit(DataSource pool, Path database, Disk disk) {
    this.pool = pool;
    this.disk = disk;
    this.log = database.resolveSibling(database.getFileName() + "-wal");
  }

  @Override
  public Connection openConnection() throws SQLException {
    awaitTurn();
    try {
      Connection connection = pool.getConnection();
      changesBefore = changes(connection);
      return connection;
    } catch (SQLException | RuntimeException e) {
      turn.release();
      throw e;
    }
  }

  private void awaitTurn() throws SQLException {
    try {
      if (!turn.tryAcquire(MAX_WAIT_SECONDS, TimeUnit.SECONDS)) {
        throw new SQLException("the database was busy for " + MAX_WAIT_SECONDS + " s");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new SQLException("interrupted while waiting for the database", e);
    }
  }

  /**
   * @throws SQLException also if a commit of it cannot be made durable: what it wrote may be there
   *     after a failure of the machine, or not
   */
  @Override
  public void closeConnection(Connection connection) throws SQLException {
    long commit = 0;
    try (connection) {
      if (changes(connection) != changesBefore) {
        commit = commits + 1;
        commits = commit;
      }
    } finally {
      turn.release();
    }
    if (commit > 0) {
      awaitFlush(commit);
    }
  }

  private static long changes(Connection connection) throws SQLException {
    return connection.unwrap(SQLiteConnection.class).getDatabase().total_changes();
  }

  private void awaitFlush(long commit) throws SQLException {
    flushing.lock();
    try {
      if (flushed < commit) {
        flush();
      }
      if (commit <= lost) {
        throw new SQLException("the database's log could not be flushed to the disk");
      }
    } finally {
      flushing.unlock();
    }
  }

  private void flush() throws SQLException {
    long last = commits;
    try {
      disk.flush(log);
    } catch (IOException e) {
      lost = last;
      throw new SQLException("the database's log could not be flushed to the disk", e);
    } finally {
      flushed = last;
    }
  }

  /** Brings all that was written to a file to the disk. */
  @FunctionalInterface
  interface Disk {
    Disk REAL =
        file -> {
          try (FileChannel channel = FileChannel.open(file, StandardOpenOption.WRITE)) {
            channel.force(false);
          } catch (NoSuchFileException _) {
            // A checkpoint has brought all of the log into the database, and flushed that.
          }
        };

    void flush(Path file) throws IOException;
  }
}
