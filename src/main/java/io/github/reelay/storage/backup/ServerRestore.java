package io.github.reelay.storage.backup;

import io.github.reelay.storage.backup.RestoredDatabase.Readiness;
import io.github.reelay.storage.backup.RestoredDatabase.Waiting;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.postgresql.PGConnection;

/** Fills an empty database of a server from the files of {@link ServerCopy}. */
final class ServerRestore {
  /** What people and operators would miss; all else is made by a start. */
  private static final List<String> CONTENTS =
      List.of("task", "ledger", "transcript", "draft", "inbox", "preference", "policy_rule");

  private static final Pattern COLUMNS = Pattern.compile("[a-z_]+(,[a-z_]+)*");

  /** Others refer to it. */
  private static final String FIRST = "task";

  private ServerRestore() {}

  static Readiness readiness(DatabaseOptions.Server server) throws IOException {
    try (Connection connection = ServerCopy.connect(server);
        Handle handle = Jdbi.open(connection)) {
      List<String> tables = ServerCopy.tables(handle);
      for (String table : CONTENTS) {
        if (tables.contains(table)
            && !handle
                .createQuery("SELECT 1 FROM " + table + " LIMIT 1")
                .mapToMap()
                .list()
                .isEmpty()) {
          return new Readiness.Refused(
              "the database is not empty (table "
                  + table
                  + "), and nothing is overwritten; make a new one and let REELAY_DATABASE_URL name"
                  + " it");
        }
      }
      return new Readiness.Ready();
    } catch (SQLException e) {
      throw ServerCopy.failure("the database cannot be asked", e);
    }
  }

  static int make(DatabaseOptions.Server server, Path copy, Waiting waiting, Instant now)
      throws IOException {
    Database.open(server).close(); // makes its tables, as a start does
    try (Connection connection = ServerCopy.connect(server);
        Handle handle = Jdbi.open(connection)) {
      return handle.inTransaction(_ -> {
        fill(handle, copy);
        return RestoredDatabase.finish(handle, waiting, now);
      });
    } catch (SQLException e) {
      throw ServerCopy.failure("the database cannot be left", e);
    }
  }

  private static void fill(Handle handle, Path copy) throws IOException {
    for (String table : inOrder(ServerCopy.tables(handle))) {
      Path file = copy.resolve(ServerCopy.FOLDER).resolve(table + ServerCopy.ENDING);
      if (Files.exists(file)) { // a table of a newer version begins empty
        handle.execute("DELETE FROM " + table); // what its migration has put there
        fill(handle.getConnection(), table, file);
      }
    }
  }

  private static List<String> inOrder(List<String> tables) {
    List<String> order = new ArrayList<>(tables);
    order.remove(FIRST);
    order.addFirst(FIRST);
    return order;
  }

  /** By the columns' names: a newer version has more of them. */
  private static void fill(Connection connection, String table, Path file) throws IOException {
    try (BufferedReader rows = Files.newBufferedReader(file)) {
      String columns = rows.readLine();
      if (columns == null || !COLUMNS.matcher(columns).matches()) {
        throw new IOException(file + " names no columns");
      }
      connection
          .unwrap(PGConnection.class)
          .getCopyAPI()
          .copyIn("COPY " + table + " (" + columns + ") FROM STDIN WITH (FORMAT csv)", rows);
    } catch (SQLException e) {
      throw ServerCopy.failure("table " + table + " cannot be filled", e);
    }
  }
}
