package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.github.reelay.storage.Postgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Real programs over one PostgreSQL, each with a wire to it that can be cut. */
final class ProgramInstances implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(1);

  private final String database = Postgres.freshDatabase();
  private final Path folder;
  private int begun;

  ProgramInstances(Path folder) {
    this.folder = folder;
  }

  String database() {
    return database;
  }

  /** An instance that has been started, and works when it comes to its turn. */
  record Started(CompletableFuture<ReelayProcess> turn, Path log, int port, Wire wire) {
    ReelayProcess awaitTurn() throws Exception {
      return turn.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    void awaitStandby() {
      await().atMost(PATIENCE).until(() -> Files.exists(log) && says("this one stands by"));
    }

    boolean says(String words) throws IOException {
      return Files.readString(log).contains(words);
    }

    int status(String path) throws IOException, InterruptedException {
      return ReelayProcess.person()
          .send(
              HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build(),
              BodyHandlers.discarding())
          .statusCode();
    }
  }

  /**
   * Starts one more.
   *
   * @param settings beside those that all have
   */
  Started start(CountingRelay relay, Map<String, String> settings) throws IOException {
    int port;
    try (ServerSocket free = new ServerSocket(0)) {
      port = free.getLocalPort();
    }
    Map<String, String> environment = RelayEnvironment.of(folder, relay);
    environment.put("REELAY_DATA_DIR", folder.resolve("data-" + ++begun).toString());
    environment.putAll(settings);
    Wire wire = new Wire(databasePort());
    environment.put(
        "REELAY_DATABASE_URL",
        database.replace(":" + databasePort() + "/", ":" + wire.port() + "/"));
    environment.put("REELAY_HTTP_PORT", Integer.toString(port));
    CompletableFuture<ReelayProcess> turn = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            turn.complete(ReelayProcess.start("run", environment));
          } catch (Exception | AssertionError e) {
            turn.completeExceptionally(e);
          }
        });
    return new Started(turn, ReelayProcess.log(environment), port, wire);
  }

  private int databasePort() {
    return URI.create(database.substring("jdbc:".length())).getPort();
  }

  /** Whether everything came to its end once. */
  void look(int wishes) throws SQLException {
    assertThat(count("SELECT count(*) FROM task")).as("tasks").isEqualTo(wishes);
    assertThat(count("SELECT count(*) FROM task WHERE state NOT IN ('DELIVERED', 'UNCONFIRMED')"))
        .as("tasks that ended otherwise")
        .isZero();
    assertThat(count("SELECT count(*) FROM transcript WHERE id LIKE 'v-%'"))
        .as("videos in the chat")
        .isEqualTo(count("SELECT count(*) FROM task WHERE state = 'DELIVERED'"));
    assertThat(count("SELECT count(*) FROM ledger WHERE stage = 'SETTLE'"))
        .as("settled")
        .isEqualTo(count("SELECT count(*) FROM task WHERE state = 'DELIVERED'"));
  }

  long count(String sql) throws SQLException {
    return new ProgramDatabase(database).count(sql);
  }

  /** Also those that never came to their turn; not the servers that other tests use as well. */
  @Override
  public void close() {
    ProcessHandle.current()
        .children()
        .filter(child -> {
          String command = child.info().commandLine().orElse("");
          return command.contains(" -jar ") && !command.contains("test-programs");
        })
        .forEach(ProcessHandle::destroyForcibly);
  }
}
