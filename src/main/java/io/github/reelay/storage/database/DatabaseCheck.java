package io.github.reelay.storage.database;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;

/** The check of a database server, without changing anything, for {@code reelay check}. */
public sealed interface DatabaseCheck {
  /**
   * It answers.
   *
   * @param version its name and version
   */
  record Reachable(String version) implements DatabaseCheck {}

  /**
   * It does not.
   *
   * @param reason SQLSTATE and the kind of trouble, never the driver's message: it can hold the
   *     address
   */
  record Unreachable(String reason) implements DatabaseCheck {}

  static DatabaseCheck run(DatabaseOptions.Server server) {
    Properties properties = new Properties();
    properties.setProperty("connectTimeout", "10");
    properties.setProperty("loginTimeout", "10");
    try (Connection connection = DriverManager.getConnection(server.url().reveal(), properties)) {
      var about = connection.getMetaData();
      return new Reachable(
          about.getDatabaseProductName() + " " + about.getDatabaseProductVersion());
    } catch (SQLException e) {
      return new Unreachable("not reached (SQLSTATE " + e.getSQLState() + ")");
    }
  }
}
