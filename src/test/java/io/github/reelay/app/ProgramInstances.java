package io.github.reelay.app;

import static org.awaitility.Awaitility.await;

import io.github.reelay.storage.Postgres;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** Real programs over one PostgreSQL, each with a wire to it that can be cut. */
final class ProgramInstances implements AutoCloseable {
  static final Duration PATIENCE = Duration.ofMinutes(3);

  /** With several, one may stand by for many rounds. */
  private static final Duration STANDING_BY = Duration.ofDays(1);

  private final String database = Postgres.freshDatabase();
  private final Path folder;
  private int begun;

  ProgramInstances(Path folder) {
    this.folder = folder;
  }

  ProgramDatabase database() {
    return new ProgramDatabase(database);
  }

  /**
   * An instance that has been started, and works when it comes to its turn.
   *
   * @param logged what was in its log before
   */
  record Started(
      CompletableFuture<ReelayProcess> turn,
      Path data,
      Path log,
      long logged,
      int port,
      Wire wire) {
    ReelayProcess awaitTurn() throws Exception {
      return turn.get(PATIENCE.toSeconds(), TimeUnit.SECONDS);
    }

    void awaitStandby() {
      await().atMost(PATIENCE).until(() -> Files.exists(log) && says("this one stands by"));
    }

    boolean works() {
      return turn.isDone();
    }

    boolean says(String words) throws IOException {
      return Files.readString(log).substring(Math.toIntExact(logged)).contains(words);
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
    return start(relay, settings, folder.resolve("data-" + ++begun));
  }

  /** Starts one that has ended again: with its folder, which it may find as it left it. */
  Started startAgain(Started ended, CountingRelay relay, Map<String, String> settings)
      throws IOException {
    return start(relay, settings, ended.data());
  }

  private Started start(CountingRelay relay, Map<String, String> settings, Path data)
      throws IOException {
    int port = freePort();
    Map<String, String> environment = RelayEnvironment.of(folder, relay);
    environment.put("REELAY_DATA_DIR", data.toString());
    environment.putAll(settings);
    Wire wire = new Wire(databasePort());
    environment.put(
        "REELAY_DATABASE_URL",
        database.replace(":" + databasePort() + "/", ":" + wire.port() + "/"));
    environment.put("REELAY_HTTP_PORT", Integer.toString(port));
    Path log = ReelayProcess.log(environment);
    long logged = Files.exists(log) ? Files.readString(log).length() : 0;
    CompletableFuture<ReelayProcess> turn = new CompletableFuture<>();
    Thread.ofVirtual()
        .start(() -> {
          try {
            turn.complete(ReelayProcess.start("run", environment, STANDING_BY));
          } catch (Exception | AssertionError e) {
            turn.completeExceptionally(e);
          }
        });
    return new Started(turn, data, log, logged, port, wire);
  }

  static int freePort() throws IOException {
    try (ServerSocket free = new ServerSocket(0)) {
      return free.getLocalPort();
    }
  }

  private int databasePort() {
    return URI.create(database.substring("jdbc:".length())).getPort();
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
