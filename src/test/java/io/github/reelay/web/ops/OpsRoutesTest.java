package io.github.reelay.web.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.tracking.port.SignedMediaResolver;
import io.github.reelay.web.WebOptions;
import io.github.reelay.web.WebServer;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OpsRoutesTest {
  @TempDir Path folder;
  private final OkHttpClient http = new OkHttpClient();
  private volatile ComponentHealth database = ComponentHealth.up("database", true, "sqlite");
  private volatile ComponentHealth relay = ComponentHealth.up("provider apimart", false, "");
  private volatile boolean hangs;
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("a.mp4"), "0123456789");
    SignedMediaResolver media =
        (path, query) ->
            "right".equals(query.get("sig")) && path.equals("v/a.mp4")
                ? Optional.of(
                    new SignedMediaResolver.MediaFile(folder.resolve("a.mp4"), "video/mp4"))
                : Optional.empty();
    HealthRoutes health =
        new HealthRoutes(
            List.of(
                new ComponentHealth.Probe("database", true, () -> database),
                new ComponentHealth.Probe("provider apimart", false, () -> relay),
                new ComponentHealth.Probe("telegram", true, this::telegram)));
    server =
        WebServer.start(
            new WebOptions("127.0.0.1", 0, null, null, List.of(), folder.resolve("web.key")),
            List.of(health, new MetricsRoutes(() -> "reelay_tasks 3\n"), new MediaRoutes(media)),
            List.of(),
            new MessageBundles(),
            new SettableClock(),
            new SecureRandom());
  }

  private ComponentHealth telegram() {
    if (hangs) {
      try {
        new CountDownLatch(1).await();
      } catch (InterruptedException e) {
        throw new IllegalStateException(e);
      }
    }
    return ComponentHealth.up("telegram", true, "polled 2 s ago");
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private Response get(String path, String... headers) throws IOException {
    Request.Builder request = new Request.Builder().url(server.localUrl() + path.substring(1));
    for (int i = 0; i < headers.length; i += 2) {
      request.header(headers[i], headers[i + 1]);
    }
    return http.newCall(request.build()).execute();
  }

  private JsonNode ready(int status) throws IOException {
    try (Response response = get("/health/ready")) {
      assertThat(response.code()).isEqualTo(status);
      return new JsonMapper().readTree(response.body().string());
    }
  }

  @Test
  void aliveMeansTheProcessAnswers() throws IOException {
    database = ComponentHealth.down("database", true, "gone");
    try (Response response = get("/health/live")) {
      assertThat(response.code()).isEqualTo(200);
    }
  }

  @Test
  void readyListsEveryPart() throws IOException {
    assertThat(ready(200).path("parts").findValuesAsText("name"))
        .containsExactly("database", "provider apimart", "telegram");
  }

  @Test
  void aDatabaseThatIsDownMakesItNotReady() throws IOException {
    database = ComponentHealth.down("database", true, "no connection");
    JsonNode body = ready(503);
    assertThat(body.path("status").asText()).isEqualTo("down");
    assertThat(body.path("parts").get(0).path("detail").asText()).isEqualTo("no connection");
  }

  @Test
  void aProviderThatIsDownDoesNot() throws IOException {
    relay = ComponentHealth.down("provider apimart", false, "breaker open");
    assertThat(ready(200).path("parts").get(1).path("up").asBoolean()).isFalse();
  }

  @Test
  void aPartThatHangsIsDownInGoodTime() throws IOException {
    hangs = true;
    assertThat(ready(503).path("parts").get(2).path("detail").asText()).contains("no answer");
  }

  @Test
  void metricsAreReadAsText() throws IOException {
    try (Response response = get("/metrics")) {
      assertThat(response.header("Content-Type")).startsWith("text/plain; version=0.0.4");
      assertThat(response.body().string()).contains("reelay_tasks 3");
    }
  }

  @Test
  void aSignedLinkOpensItsFileAndRangesOfIt() throws IOException {
    try (Response whole = get("/media/v/a.mp4?sig=right")) {
      assertThat(whole.header("Content-Type")).isEqualTo("video/mp4");
      assertThat(whole.header("X-Content-Type-Options")).isEqualTo("nosniff");
      assertThat(whole.body().string()).isEqualTo("0123456789");
    }
    try (Response part = get("/media/v/a.mp4?sig=right", "Range", "bytes=-2")) {
      assertThat(part.code()).isEqualTo(206);
      assertThat(part.body().string()).isEqualTo("89");
    }
    try (Response behind = get("/media/v/a.mp4?sig=right", "Range", "bytes=99-")) {
      assertThat(behind.code()).isEqualTo(416);
    }
  }

  @Test
  void anyOtherLinkIsNotFound() throws IOException {
    for (String path :
        List.of("/media/v/a.mp4?sig=wrong", "/media/v/a.mp4", "/media/", "/media/../web.key")) {
      try (Response response = get(path)) {
        assertThat(response.code()).as(path).isEqualTo(404);
      }
    }
  }
}
