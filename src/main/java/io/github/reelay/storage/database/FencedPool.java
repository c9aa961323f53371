package io.github.reelay.storage.database;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import java.sql.Connection;
import java.sql.SQLException;

/** A pool whose connections can be refused all at once. Thread-safe. */
public final class FencedPool extends HikariDataSource {
  private volatile Fence fence = () -> {};

  /** Whether a connection may be had at this moment. Answers at once. */
  @FunctionalInterface
  public interface Fence {
    void check() throws SQLException;
  }

  FencedPool(HikariConfig config) {
    super(config);
  }

  void fence(Fence other) {
    fence = other;
  }

  @Override
  public Connection getConnection() throws SQLException {
    fence.check();
    Connection connection = super.getConnection();
    try {
      fence.check(); // to wait for one may take longer than the right to it lasts
      return connection;
    } catch (SQLException e) {
      connection.close();
      throw e;
    }
  }
}
