package io.github.reelay.storage.backup;

import io.github.reelay.security.OwnerOnly;
import io.github.reelay.storage.database.Database;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.jdbi.v3.core.Jdbi;
import org.sqlite.SQLiteConfig;

/**
 * The copy of SQLite's file that SQLite itself makes, out of the file and its write-ahead log. It
 * keeps no writer waiting and needs no lock: a reader of one moment.
 */
final class EmbeddedCopy {
  /** For the moment in which the program is just opening its file. */
  private static final int BUSY_TIMEOUT_MILLIS = 10_000;

  private EmbeddedCopy() {}

  static DatabaseCopy take(Path folder, Path into) throws IOException {
    Path copy = into.resolve(Database.FILE_NAME);
    Files.createFile(copy, OwnerOnly.fileAttributes(copy)); // SQLite would let everybody read it
    try (Connection source = open(file(folder));
        var vacuum = source.prepareStatement("VACUUM INTO ?")) {
      vacuum.setString(1, copy.toString());
      vacuum.execute();
    } catch (SQLException e) {
      throw new IOException("the database cannot be copied: " + e.getMessage(), e);
    }
    try {
      Connection copied = open(copy);
      requireSound(copied);
      return new DatabaseCopy(Jdbi.open(copied), List.of(copy));
    } catch (SQLException e) {
      throw new IOException("the copy of the database cannot be read: " + e.getMessage(), e);
    }
  }

  static long size(Path folder) throws IOException {
    Path file = file(folder);
    long log = 0;
    try {
      log = Files.size(Path.of(file + "-wal"));
    } catch (NoSuchFileException _) {
      // All of it is in the file.
    }
    return Files.size(file) + log;
  }

  private static Path file(Path folder) throws IOException {
    Path file = folder.resolve(Database.FILE_NAME);
    if (!Files.isRegularFile(file)) {
      throw new NoSuchFileException(
          file.toString(),
          null,
          "there is no database; does REELAY_DATA_DIR name the data folder?");
    }
    return file;
  }

  private static Connection open(Path file) throws SQLException {
    SQLiteConfig config = new SQLiteConfig();
    config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
    return config.createConnection("jdbc:sqlite:file:" + file + "?mode=rw");
  }

  private static void requireSound(Connection copied) throws SQLException {
    try (Statement statement = copied.createStatement();
        ResultSet answer = statement.executeQuery("PRAGMA quick_check(1)")) {
      if (!answer.next() || !answer.getString(1).equals("ok")) {
        throw new SQLException("the database is damaged: " + answer.getString(1));
      }
    }
  }
}
