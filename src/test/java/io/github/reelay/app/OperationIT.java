package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The packaged program as its operator meets it: what it writes, and where. */
class OperationIT {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration PATIENCE = Duration.ofMinutes(1);

  @TempDir private Path folder;
  private final Map<String, String> environment = new HashMap<>();
  private Path data;

  @BeforeEach
  void prepare() {
    data = folder.resolve("data");
    environment.put("REELAY_DATA_DIR", data.toString());
    environment.put("REELAY_HTTP_PORT", "0");
    environment.put("APIMART_API_KEY", "test-key");
    environment.put("REELAY_POLL_FIRST", "200ms");
    environment.put("REELAY_POLL_MIN", "100ms");
    environment.put("REELAY_POLL_MAX", "500ms");
  }

  @Test
  void aTaskIsTwoLinesOfJsonAmongLinesOfJson() throws Exception {
    environment.put("REELAY_LOGGING_FORMAT", "json");
    try (CountingRelay relay = new CountingRelay(SmallFilm.make(folder), 1)) {
      environment.put("APIMART_BASE_URL", relay.base().toString());
      try (ReelayProcess program = ReelayProcess.start("run", environment)) {
        program.ask(ReelayProcess.person(), "a red fox", "key-1");
        await().atMost(PATIENCE).until(() -> log().contains("-> DELIVERED"));
        assertThat(program.stop()).isIn(0, 143);
      }
    }
    List<JsonNode> lines = log().lines().map(OperationIT::json).toList();
    assertThat(lines)
        .extracting(line -> line.path("formattedMessage").asText())
        .doesNotContain("")
        .noneMatch(message -> message.contains("{}"))
        .anyMatch(message -> message.startsWith("Web chat: http"));
    assertThat(lines)
        .filteredOn(OperationIT::isAboutATask)
        .extracting(line -> line.path("level").asText() + " " + firstWord(line))
        .containsExactly("INFO Accepted,", "INFO DELIVERING");
  }

  @Test
  void whatIsOnTheDiskIsForItsOwnerOnlyAlsoWhereItWasNot() throws Exception {
    environment.remove("APIMART_API_KEY");
    environment.put("REELAY_SANDBOX", "true");
    environment.put("REELAY_SANDBOX_PRETENDS", "1s");
    for (String name : List.of("reelay.db", "media/videos/old.mp4", "sandbox/orders/old.json")) {
      Path file = data.resolve(name);
      Files.createDirectories(file.getParent(), forEverybody("rwxr-xr-x"));
      Files.createFile(file, forEverybody("rw-r--r--"));
    }

    try (ReelayProcess program = ReelayProcess.start("run", environment)) {
      program.ask(ReelayProcess.person(), "a red fox", "key-1");
      await().atMost(PATIENCE).until(() -> log().contains("-> DELIVERED"));
      try (Stream<Path> files = Files.walk(data)) {
        assertThat(files)
            .hasSizeGreaterThan(10)
            .allSatisfy(file ->
                assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                    .as(file.toString())
                    .isEqualTo(Files.isDirectory(file) ? "rwx------" : "rw-------"));
      }
      program.stop();
    }
  }

  private static FileAttribute<?> forEverybody(String permissions) {
    return PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString(permissions));
  }

  @Test
  void anAddressThatCannotBeListenedOnIsOneLineWithItsKey() throws Exception {
    environment.put("APIMART_BASE_URL", "http://127.0.0.1:1");
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      environment.put("REELAY_HTTP_PORT", Integer.toString(taken.getLocalPort()));
      assertThat(lastWord()).contains("http.port", "REELAY_HTTP_PORT", ":" + taken.getLocalPort());
    }
    environment.put("REELAY_HTTP_HOST", "192.0.2.1");
    environment.put("REELAY_WEB_PASSWORD", "one that is long enough");
    assertThat(lastWord()).contains("http.host");
  }

  /** The only line of a program that does not start, warnings left out. */
  private String lastWord() throws IOException, InterruptedException {
    Process process = ReelayProcess.launch("run", environment);
    List<String> lines =
        process.inputReader().lines().filter(line -> !line.contains(" WARN ")).toList();
    assertThat(process.waitFor()).isEqualTo(2);
    assertThat(lines).hasSize(1);
    return lines.getFirst();
  }

  @Test
  void aKeyThatTheProviderRefusesIsToldAtTheStart() throws Exception {
    HttpServer relay =
        HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    relay.createContext(
        "/",
        exchange -> {
          exchange.sendResponseHeaders(401, -1);
          exchange.close();
        });
    relay.start();
    environment.put("APIMART_BASE_URL", "http://127.0.0.1:" + relay.getAddress().getPort());
    try (ReelayProcess program = ReelayProcess.start("run", environment)) {
      await().atMost(PATIENCE).until(() -> log().contains("Provider apimart refuses the key"));
      program.stop();
    } finally {
      relay.stop(0);
    }
  }

  /** Standard output and standard error. */
  private String log() throws IOException {
    return Files.readString(ReelayProcess.log(environment));
  }

  private static JsonNode json(String line) {
    try {
      return JSON.readTree(line);
    } catch (IOException e) {
      throw new AssertionError("no JSON: " + line, e);
    }
  }

  private static boolean isAboutATask(JsonNode line) {
    return StreamSupport.stream(line.path("kvpList").spliterator(), false)
        .anyMatch(pair -> pair.has("task"));
  }

  private static String firstWord(JsonNode line) {
    return line.path("formattedMessage").asText().split(" ", 2)[0];
  }
}
