package io.github.reelay.provider.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reelay.config.Secret;
import io.github.reelay.media.mp4.Mp4;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxRelayTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private SandboxRelay relay;

  @BeforeEach
  void start() throws IOException {
    relay =
        SandboxRelay.start(
            new SandboxOptions(
                folder,
                new Secret("sandbox-key"),
                Duration.ZERO,
                InstantSource.system(),
                new Random(1)));
  }

  @AfterEach
  void stop() {
    relay.close();
    client.close();
  }

  @Test
  void aPromptBecomesAFilmOfTheAskedShapeAndLength() throws Exception {
    JsonNode accepted =
        json(
            post(
                "/v1/videos/generations",
                """
                {"model":"sora-2","prompt":"a red fox","duration":2,"aspect_ratio":"9:16"}\
                """));
    assertThat(accepted.path("code").asInt()).isEqualTo(200);
    String id = accepted.path("data").path(0).path("task_id").asText();

    JsonNode task = awaitEnd(id);

    assertThat(task.path("status").asText()).isEqualTo("completed");
    String url = task.path("result").path("videos").path(0).path("url").path(0).asText();
    Path film = folder.resolve("fetched.mp4");
    client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofFile(film));
    assertThat(Mp4.read(film))
        .isEqualTo(new Mp4.Reading.Whole(new Mp4(720, 1280, Duration.ofSeconds(2), false)));
  }

  @Test
  void aWrongKeyIsRefused() throws Exception {
    HttpRequest wrong =
        HttpRequest.newBuilder(relay.baseUrl().resolve("/v1/balance"))
            .header("Authorization", "Bearer other")
            .build();
    assertThat(client.send(wrong, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }

  private JsonNode awaitEnd(String id) {
    return await()
        .atMost(Duration.ofSeconds(60))
        .until(
            () -> json(get("/v1/tasks/" + id)).path("data"),
            task -> task.path("status").asText().matches("completed|failed"));
  }

  private HttpResponse<String> get(String path) throws Exception {
    return client.send(request(path).build(), BodyHandlers.ofString());
  }

  private HttpResponse<String> post(String path, String body) throws Exception {
    return client.send(
        request(path)
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(body))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(relay.baseUrl().resolve(path))
        .header("Authorization", "Bearer sandbox-key");
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }
}
