package io.github.reelay.provider.sandbox;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reelay.config.Secret;
import io.github.reelay.media.mp4.Mp4Info;
import java.awt.Color;
import java.awt.image.BufferedImage;
import java.awt.image.DataBufferInt;
import java.io.ByteArrayOutputStream;
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
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SandboxServerTest {
  private static final JsonMapper JSON = new JsonMapper();

  @TempDir Path folder;
  private final HttpClient client = HttpClient.newHttpClient();
  private SandboxServer server;

  @BeforeEach
  void start() throws IOException {
    server =
        SandboxServer.start(
            new SandboxOptions(folder, Duration.ZERO),
            new Secret("sandbox-key"),
            InstantSource.system(),
            new Random(1));
  }

  @AfterEach
  void stop() {
    server.close();
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
    Path video = folder.resolve("fetched.mp4");
    client.send(HttpRequest.newBuilder(URI.create(url)).build(), BodyHandlers.ofFile(video));
    assertThat(Mp4Info.read(video))
        .isEqualTo(
            new Mp4Info.ReadResult.Valid(
                new Mp4Info(720, 1280, Duration.ofSeconds(2), false, false)));
  }

  @Test
  void theOpenaiShapeTakesAFormWithAPictureAndServesTheFilmItself() throws Exception {
    BufferedImage picture = new BufferedImage(1280, 720, BufferedImage.TYPE_INT_RGB);
    Arrays.fill(((DataBufferInt) picture.getRaster().getDataBuffer()).getData(), 0xCC2222);
    ByteArrayOutputStream jpeg = new ByteArrayOutputStream();
    ImageIO.write(picture, "jpeg", jpeg);
    JsonNode video =
        json(
            postForm(
                "/v1/videos",
                Map.of("prompt", "she smiles", "size", "1280x720", "seconds", "1"),
                jpeg.toByteArray()));
    String id = video.path("id").asText();
    assertThat(id).startsWith("video_");

    JsonNode done =
        await()
            .atMost(Duration.ofSeconds(60))
            .until(
                () -> json(get("/v1/videos/" + id)),
                v -> v.path("status").asText().equals("completed"));
    assertThat(done.path("seconds").asText()).isEqualTo("1");
    assertThat(done.path("size").asText()).isEqualTo("1280x720");

    Path file = folder.resolve("content.mp4");
    client.send(request("/v1/videos/" + id + "/content").build(), BodyHandlers.ofFile(file));
    assertThat(new Color(VideoFrames.frame(file, 0).getRGB(640, 200)))
        .as("the picture is what the video shows")
        .satisfies(c -> assertThat(c.getRed()).isGreaterThan(150))
        .satisfies(c -> assertThat(c.getGreen()).isLessThan(90));
  }

  @Test
  void aRemixOfAnEarlierRunsFilmWorks() throws Exception {
    String id = generate("a paper boat");
    awaitEnd(id);
    restart();

    String remix =
        json(post("/v1/videos/" + id + "/remix", "{\"model\":\"sora-2\",\"prompt\":\"at night\"}"))
            .path("data")
            .path(0)
            .path("task_id")
            .asText();

    assertThat(awaitEnd(remix).path("status").asText()).isEqualTo("completed");
    assertThat(awaitEnd(id).path("status").asText()).as("still served").isEqualTo("completed");
  }

  @Test
  void whatWasBeingFilmedGoesOnAfterARestart() throws Exception {
    String id = generate("a kite [[slow]]");
    restart();
    assertThat(server.orders()).isEqualTo(1);
    assertThat(awaitEnd(id).path("status").asText()).isEqualTo("completed");
  }

  @Test
  void aLostAnswerIsAnAcceptedOrder() throws IOException {
    assertThatThrownBy(() -> generate("[[lost]] ship")).isInstanceOf(IOException.class);
    assertThat(server.orders()).isEqualTo(1);
  }

  @Test
  void wordsInThePromptAskForFailures() throws Exception {
    assertThat(post("/v1/videos/generations", order("[[reject]]")).statusCode()).isEqualTo(400);

    HttpResponse<String> busy = post("/v1/videos/generations", order("[[busy]] bee"));
    assertThat(busy.statusCode()).isEqualTo(429);
    assertThat(busy.headers().firstValue("Retry-After")).contains("3");
    assertThat(post("/v1/videos/generations", order("[[busy]] bee")).statusCode()).isEqualTo(200);

    JsonNode failed = awaitEnd(generate("[[fail]]"));
    assertThat(failed.path("error").path("type").asText()).isEqualTo("server_error");
    JsonNode moderated = awaitEnd(generate("[[moderated]]"));
    assertThat(moderated.path("error").path("type").asText()).isEqualTo("content_policy_violation");
    JsonNode withoutLink = awaitEnd(generate("[[nourl]]"));
    assertThat(withoutLink.path("status").asText()).isEqualTo("completed");
    assertThat(withoutLink.has("result")).isFalse();

    String stuck = generate("[[stuck]]");
    JsonNode task =
        await()
            .until(
                () -> json(get("/v1/tasks/" + stuck)).path("data"),
                t -> t.path("progress").asInt() > 0);
    assertThat(task.path("status").asText()).isEqualTo("processing");
  }

  @Test
  void whatNoDocumentAllowsIsRefused() throws Exception {
    for (String body :
        List.of(
            "{\"prompt\":\"\"}",
            "{\"prompt\":\"x\",\"duration\":13}",
            "{\"prompt\":\"x\",\"duration\":\"4\"}",
            "{\"prompt\":\"x\",\"aspect_ratio\":\"4:3\"}",
            "{\"prompt\":\"x\",\"resolution\":\"1080p\"}",
            "{\"prompt\":\"x\",\"image_urls\":[\"http://127.0.0.1/../../etc/passwd\"]}",
            "not json")) {
      assertThat(post("/v1/videos/generations", body).statusCode()).as(body).isEqualTo(400);
    }
    assertThat(get("/v1/tasks/task_unknown").statusCode()).isEqualTo(400);
    assertThat(post("/v1/videos/task_unknown/remix", "{\"prompt\":\"x\"}").statusCode())
        .isEqualTo(404);
    assertThat(server.orders()).isZero();
  }

  @Test
  void anUploadedPictureIsTheBeginning() throws Exception {
    ByteArrayOutputStream png = new ByteArrayOutputStream();
    ImageIO.write(new BufferedImage(64, 64, BufferedImage.TYPE_INT_RGB), "png", png);
    String url =
        json(postForm("/v1/uploads/images", Map.of(), png.toByteArray())).path("url").asText();
    String id =
        json(post(
                "/v1/videos/generations",
                "{\"prompt\":\"x\",\"duration\":1,\"image_urls\":[\"" + url + "\"]}"))
            .path("data")
            .path(0)
            .path("task_id")
            .asText();
    assertThat(awaitEnd(id).path("status").asText()).isEqualTo("completed");
  }

  @Test
  void aWrongKeyIsRefused() throws Exception {
    HttpRequest wrong =
        HttpRequest.newBuilder(server.baseUrl().resolve("/v1/balance"))
            .header("Authorization", "Bearer other")
            .build();
    assertThat(client.send(wrong, BodyHandlers.ofString()).statusCode()).isEqualTo(401);
  }

  private void restart() throws IOException {
    server.close();
    start();
  }

  private static String order(String prompt) {
    return "{\"model\":\"sora-2\",\"duration\":1,\"prompt\":\"" + prompt + "\"}";
  }

  private String generate(String prompt) throws Exception {
    JsonNode answer = json(post("/v1/videos/generations", order(prompt)));
    return answer.path("data").path(0).path("task_id").asText();
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

  /** A form with the given fields and one file, under both names the shapes use. */
  private HttpResponse<String> postForm(String path, Map<String, String> fields, byte[] file)
      throws Exception {
    ByteArrayOutputStream body = new ByteArrayOutputStream();
    for (Map.Entry<String, String> field : fields.entrySet()) {
      body.writeBytes(
          "--edge\r\nContent-Disposition: form-data; name=\"%s\"\r\n\r\n%s\r\n"
              .formatted(field.getKey(), field.getValue())
              .getBytes(UTF_8));
    }
    for (String name : List.of("file", "input_reference")) {
      body.writeBytes(
          ("--edge\r\nContent-Disposition: form-data; name=\"%s\"; filename=\"a\"\r\n"
                      .formatted(name)
                  + "Content-Type: image/jpeg\r\n\r\n")
              .getBytes(UTF_8));
      body.writeBytes(file);
      body.writeBytes("\r\n".getBytes(UTF_8));
    }
    body.writeBytes("--edge--\r\n".getBytes(UTF_8));
    return client.send(
        request(path)
            .header("Content-Type", "multipart/form-data; boundary=edge")
            .POST(BodyPublishers.ofByteArray(body.toByteArray()))
            .build(),
        BodyHandlers.ofString());
  }

  private HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(server.baseUrl().resolve(path))
        .header("Authorization", "Bearer sandbox-key");
  }

  private static JsonNode json(HttpResponse<String> response) throws IOException {
    return JSON.readTree(response.body());
  }
}
