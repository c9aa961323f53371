package io.github.reelay.web.ops;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reelay.conversation.text.MessageBundles;
import io.github.reelay.security.HmacSigner;
import io.github.reelay.testing.SettableClock;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.web.WebOptions;
import io.github.reelay.web.WebServer;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
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
  private final List<String> calls = new CopyOnWriteArrayList<>();
  private WebServer server;

  @BeforeEach
  void start() throws IOException {
    Files.writeString(folder.resolve("a.mp4"), "0123456789");
    MediaLinks.Resolver media =
        (path, query) ->
            "right".equals(query.get("sig")) && path.equals("v/a.mp4")
                ? Optional.of(
                    new MediaLinks.Resolver.MediaFile(folder.resolve("a.mp4"), "video/mp4"))
                : Optional.empty();
    HealthRoutes health =
        new HealthRoutes(
            List.of(
                new ComponentHealth.Probe("database", true, () -> database),
                new ComponentHealth.Probe("provider apimart", false, () -> relay),
                new ComponentHealth.Probe("telegram", true, this::telegram)));
    server =
        WebServer.start(
            new WebOptions("127.0.0.1", 0, null, null, List.of()),
            List.of(
                health,
                new MetricsRoutes(() -> "reelay_tasks 3\n"),
                new MediaRoutes(media),
                new CallbackRoutes(this::receive)),
            List.of(),
            new MessageBundles(),
            new SettableClock(),
            new HmacSigner(new byte[32]),
            new SecureRandom());
  }

  private void receive(String post, String until, String sign, InputStream body)
      throws IOException {
    if (sign.equals("right")) {
      calls.add(post + " " + until + " " + new String(body.readAllBytes(), StandardCharsets.UTF_8));
    } else if (sign.equals("broken")) {
      throw new IllegalStateException("the disk is full");
    }
  }

  private int post(String path, String body) throws IOException {
    Request request =
        new Request.Builder()
            .url(server.localUrl() + path.substring(1))
            .header("Host", "reelay.example")
            .header("Origin", "https://relay.example")
            .post(RequestBody.create(body, MediaType.get("application/json")))
            .build();
    try (Response response = http.newCall(request).execute()) {
      return response.code();
    }
  }

  @Test
  void aCallIsAnsweredAlikeWhateverItIs() throws IOException {
    assertThat(post("/callbacks/T-0?until=9&sign=right", "{\"id\":1}")).isEqualTo(204);
    assertThat(post("/callbacks/T-0?until=9&sign=wrong", "{\"id\":1}")).isEqualTo(204);
    assertThat(post("/callbacks/T-0", "")).isEqualTo(204);
    assertThat(post("/callbacks/T-0?sign=wrong", "x".repeat(2_000_000))).isEqualTo(204);

    assertThat(calls).containsExactly("T-0 9 {\"id\":1}");
  }

  @Test
  void aCallThatCouldNotBeStoredIsToBeMadeAgain() throws IOException {
    assertThat(post("/callbacks/T-0?until=9&sign=broken", "{}")).isEqualTo(500);
    assertThat(post("/callbacks/", "{}")).isEqualTo(404);
    try (Response response = get("/callbacks/T-0?until=9&sign=right")) {
      assertThat(response.code()).isEqualTo(404);
    }
    assertThat(calls).isEmpty();
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
        List.of("/media/v/a.mp4?sig=wrong", "/media/v/a.mp4", "/media/", "/media/../link.key")) {
      try (Response response = get(path)) {
        assertThat(response.code()).as(path).isEqualTo(404);
      }
    }
  }
}
