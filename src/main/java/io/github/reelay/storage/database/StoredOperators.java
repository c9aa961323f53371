package io.github.reelay.storage.database;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Properties;
import org.sqlite.SQLiteConfig;

/**
 * The look, for {@code reelay check}, whether somebody was made an operator at run time. Changes
 * nothing and does not disturb a running program.
 */
public final class StoredOperators {
  private static final String COUNT =
      "SELECT count(*) FROM policy_rule WHERE place = 'everywhere' AND name LIKE 'operator/%'";

  private StoredOperators() {}

  /** False also where it cannot be told: no database yet, or none that can be read. */
  public static boolean exist(DatabaseOptions options) {
    try (Connection connection = open(options);
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(COUNT)) {
      return rows.next() && rows.getInt(1) > 0;
    } catch (SQLException _) {
      return false;
    }
  }

  private static Connection open(DatabaseOptions options) throws SQLException {
    return switch (options) {
      case DatabaseOptions.Embedded(Path folder) -> {
        Path file = folder.resolve(Database.FILE_NAME);
        if (!Files.isRegularFile(file)) {
          throw new SQLException("no database yet");
        }
        // Without a log beside it nobody has it open, and reading it is to leave none behind.
        boolean atRest = !Files.exists(Path.of(file + "-wal"));
        SQLiteConfig config = new SQLiteConfig();
        config.setReadOnly(true);
        yield config.createConnection(
            "jdbc:sqlite:file:" + file + (atRest ? "?immutable=1" : "?mode=ro"));
      }
      case DatabaseOptions.Server server -> {
        Properties properties = new Properties();
        properties.setProperty("connectTimeout", "10");
        properties.setProperty("loginTimeout", "10");
        yield DriverManager.getConnection(server.url().reveal(), properties);
      }
    };
  }
}
