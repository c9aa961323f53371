package io.github.reelay.storage.backup;

import io.github.reelay.security.OwnerOnly;
import io.github.reelay.storage.database.DatabaseOptions;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;

/**
 * The copy of a server's tables, one file of CSV each, out of one transaction. It asks for no
 * program beside this one ({@code pg_dump} must not be older than the server, and the container has
 * none).
 */
final class ServerCopy {
  static final String FOLDER = "database";
  static final String ENDING = ".csv";

  /**
   * Of no use elsewhere: what the migrations write themselves, and who is at work. Timers are made
   * anew from the tasks.
   */
  private static final Set<String> LEFT_OUT =
      Set.of("flyway_schema_history", "timer", "instance", "lease");

  private ServerCopy() {}

  static DatabaseCopy take(DatabaseOptions.Server server, Path into) throws IOException {
    Connection connection = connect(server);
    try {
      connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
      connection.setReadOnly(true);
      connection.setAutoCommit(false);
      Handle handle = Jdbi.open(connection);
      Path folder = into.resolve(FOLDER);
      OwnerOnly.createFolder(folder);
      List<Path> files = new ArrayList<>();
      for (String table : tables(handle)) {
        Path file = folder.resolve(table + ENDING);
        Files.createFile(file, OwnerOnly.fileAttributes(file));
        try (OutputStream out = Files.newOutputStream(file)) {
          connection
              .unwrap(PGConnection.class)
              .getCopyAPI()
              .copyOut("COPY " + table + " TO STDOUT WITH (FORMAT csv, HEADER)", out);
        }
        files.add(file);
      }
      return new DatabaseCopy(handle, files);
    } catch (SQLException e) {
      close(connection);
      throw failure("the database cannot be copied", e);
    }
  }

  static long size(DatabaseOptions.Server server) throws IOException {
    try (Connection connection = connect(server);
        Handle handle = Jdbi.open(connection)) {
      return handle
          .createQuery("SELECT pg_database_size(current_database())")
          .mapTo(Long.class)
          .one();
    } catch (SQLException e) {
      throw failure("the database cannot be asked", e);
    }
  }

  static Connection connect(DatabaseOptions.Server server) throws IOException {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "10");
    try {
      return DriverManager.getConnection(server.url().reveal(), properties);
    } catch (SQLException e) {
      throw failure("the database is not reached", e);
    }
  }

  /** The driver's own message can hold the address, and that a password. */
  static IOException failure(String what, SQLException e) {
    return new IOException(what + " (SQLSTATE " + e.getSQLState() + ")");
  }

  /** Those of this program, as its migrations have named them. */
  static List<String> tables(Handle handle) {
    return handle
        .createQuery(
            """
            SELECT table_name FROM information_schema.tables
            WHERE table_schema = current_schema() AND table_type = 'BASE TABLE' ORDER BY table_name
            """)
        .mapTo(String.class)
        .stream()
        .filter(table -> !LEFT_OUT.contains(table))
        .toList();
  }

  private static void close(Connection connection) {
    try {
      connection.close();
    } catch (SQLException _) {
      // The copy has failed anyway.
    }
  }
}
