package io.github.reelay.storage;

import static org.awaitility.Awaitility.await;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * A real PostgreSQL of one test's own, which can be killed, started again over the same files, and
 * followed by another one that takes its place.
 *
 * <p>It is set up carelessly: {@code synchronous_commit} is off, as in everything that the embedded
 * server starts. Where there is a standby, commits wait for it if they wait at all.
 */
public final class PostgresServer implements AutoCloseable {
  private static final Duration PATIENCE = Duration.ofMinutes(3);

  private final Path files;
  private EmbeddedPostgres running;

  private PostgresServer(Path files, EmbeddedPostgres running) {
    this.files = files;
    this.running = running;
  }

  public static PostgresServer start(Path files) throws IOException {
    return new PostgresServer(files, run(files, 0, Map.of()));
  }

  private static EmbeddedPostgres run(Path files, int port, Map<String, String> settings)
      throws IOException {
    EmbeddedPostgres.Builder builder =
        EmbeddedPostgres.builder()
            .setDataDirectory(files)
            .setCleanDataDirectory(false)
            .setPGStartupWait(PATIENCE);
    settings.forEach(builder::setServerConfig);
    if (port != 0) {
      builder.setPort(port);
    }
    return builder.start();
  }

  public int port() {
    return running.getPort();
  }

  public String freshDatabase() throws SQLException {
    execute("CREATE DATABASE reelay");
    return running.getJdbcUrl("postgres", "reelay");
  }

  /** {@code kill -9} of all its processes, as by the system when memory runs out. */
  public void kill() throws IOException {
    List<ProcessHandle> all = processes();
    all.forEach(ProcessHandle::destroyForcibly);
    awaitEnd(all);
    running.close();
  }

  /** The first one, and those that serve the connections. */
  private List<ProcessHandle> processes() throws IOException {
    long pid = Long.parseLong(Files.readAllLines(files.resolve("postmaster.pid")).getFirst());
    ProcessHandle first = ProcessHandle.of(pid).orElseThrow();
    return Stream.concat(Stream.of(first), first.descendants()).toList();
  }

  /** While one of them is left, no other can be started over the same files. */
  private static void awaitEnd(List<ProcessHandle> all) {
    await().atMost(PATIENCE).until(() -> all.stream().noneMatch(ProcessHandle::isAlive));
  }

  public void startAgain() throws IOException {
    running = run(files, running.getPort(), Map.of());
  }

  /**
   * Starts one that follows this one and can take its place. This one is away for a moment.
   *
   * @param folder where its files shall be
   */
  public PostgresServer startStandby(Path folder)
      throws IOException, InterruptedException, SQLException {
    int port = running.getPort();
    List<ProcessHandle> all = processes();
    running.close();
    awaitEnd(all);
    if (new ProcessBuilder("cp", "-a", files.toString(), folder.toString()).start().waitFor()
        != 0) {
      throw new IOException(files + " could not be copied");
    }
    Files.createFile(folder.resolve("standby.signal"));
    running = run(files, port, Map.of("synchronous_standby_names", "*"));
    Files.writeString(
        folder.resolve("postgresql.auto.conf"),
        "primary_conninfo = 'host=127.0.0.1 port=%d user=postgres'\n".formatted(port));
    PostgresServer standby = new PostgresServer(folder, run(folder, 0, Map.of()));
    await().atMost(PATIENCE).until(this::isFollowed);
    return standby;
  }

  private boolean isFollowed() throws SQLException {
    try (Connection connection = running.getPostgresDatabase().getConnection();
        var statement = connection.createStatement();
        var rows =
            statement.executeQuery(
                "SELECT count(*) FROM pg_stat_replication WHERE sync_state = 'sync'")) {
      rows.next();
      return rows.getInt(1) == 1;
    }
  }

  /** A standby leads from now on. */
  public void promote() throws SQLException {
    execute("SELECT pg_promote()");
  }

  private void execute(String sql) throws SQLException {
    try (Connection connection = running.getPostgresDatabase().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  @Override
  public void close() throws IOException {
    running.close();
  }
}
