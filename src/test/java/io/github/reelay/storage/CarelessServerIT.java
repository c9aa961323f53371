package io.github.reelay.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.zaxxer.hikari.HikariDataSource;
import io.github.reelay.config.Secret;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.database.DatabaseOptions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A PostgreSQL that may forget what it has committed, or is told how much it must not forget. */
class CarelessServerIT {
  @ParameterizedTest
  @CsvSource({"off, on", "on, on", "local, local", "remote_apply, remote_apply"})
  void aCommitIsOnTheDiskWhateverTheServersDefaultIs(String theirs, String ours)
      throws SQLException {
    DatabaseOptions.Server server = serverThatHas(theirs);
    try (Database database = Database.open(server);
        HikariDataSource lease = Database.impatientPool(server, Duration.ofSeconds(30))) {
      assertThat(synchronousCommit(database.dataSource())).isEqualTo(ours);
      assertThat(synchronousCommit(lease)).isEqualTo(ours);
    }
  }

  private static DatabaseOptions.Server serverThatHas(String value) throws SQLException {
    String url = Postgres.freshDatabase();
    String name = url.replaceFirst(".*/(\\w+)\\?.*", "$1");
    try (Connection connection = DriverManager.getConnection(url);
        var statement = connection.createStatement()) {
      statement.execute("ALTER DATABASE %s SET synchronous_commit = %s".formatted(name, value));
    }
    return new DatabaseOptions.Server(new Secret(url));
  }

  private static String synchronousCommit(DataSource source) throws SQLException {
    try (Connection connection = source.getConnection()) {
      return show(connection);
    }
  }

  private static String show(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery("SHOW synchronous_commit")) {
      rows.next();
      return rows.getString(1);
    }
  }
}
