package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.config.Environment;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code reelay prove}: what is paid, and what is found out for it. */
class ProveCommandTest {
  private static final String ROW =
      """
      relays:
        apimart: {schema-path: /v1/model-schema, tells-cost: true}
      models:
        - provider: apimart
          model: red-boat
          enabled: false
          unproven: true
          durations: [8, 4]
          default-duration: 8
          aspects: ["16:9", "9:16"]
          aspect-field: size
          resolutions: [1080p, 720p]
          resolution-field: resolution
          price-per-second: {720p: 0.02, 1080p: 0.04}
        - provider: apimart
          model: unpriced
          enabled: false
          durations: [4]
          aspects: none
          resolutions: [720p]
      """;

  @TempDir static Path films;
  private static byte[] film = {};

  private final MockWebServer relay = new MockWebServer();
  private final List<String> posts = new CopyOnWriteArrayList<>();
  private final Map<String, String> taskByKey = new ConcurrentHashMap<>();
  private final StringWriter out = new StringWriter();
  private final StringWriter err = new StringWriter();
  private boolean documentsKeys = true;
  private boolean keepsKeys = true;
  private int charged;
  private String cost = "0.08";
  private byte[] video = film;
  private @TempDir Path home;
  private MockResponse submitAnswer = json("");

  @BeforeAll
  static void makeFilm() throws IOException {
    film = SmallFilm.make(films, 1280, 720, 4);
  }

  @BeforeEach
  void start() throws IOException {
    video = film;
    Files.createDirectories(home.resolve("config"));
    Files.writeString(home.resolve("config/models.yaml"), ROW);
    relay.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return answer(request);
          }
        });
    relay.start();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void withoutATerminalNothingIsPaidUnlessYesIsSaid() {
    assertThat(prove(Optional.empty(), "red-boat")).isEqualTo(2);
    assertThat(posts).isEmpty();
    assertThat(err.toString()).contains("--yes");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "n", "no", "yes please", "1"})
  void whatIsNoYesPaysNothing(String said) {
    assertThat(prove(Optional.of(said), "red-boat")).isEqualTo(2);
    assertThat(posts).isEmpty();
    assertThat(home.resolve("data/proven.yaml")).doesNotExist();
  }

  @ParameterizedTest
  @ValueSource(strings = {"y", "YES", " yes "})
  void aYesPaysForTheCheapestVideoOnceAndNotesTheDay(String said) {
    assertThat(prove(Optional.of(said), "red-boat")).isZero();

    assertThat(out.toString())
        .contains("red-boat at apimart: 4 s 720p 16:9 for $0.08")
        .contains("ok    submit: accepted as task_1")
        .contains("ok    repeat:")
        .contains("ok    file:")
        .contains("ok    shape: 1280x720, asked 16:9 720p")
        .contains("ok    length: 4.0 s, asked 4 s")
        .contains("ok    cost: booked 0.08")
        .contains("Proven 20");
    assertThat(posts).hasSize(2).allMatch(posts.getFirst()::equals);
    assertThat(charged).isEqualTo(1);
    assertThat(home.resolve("data/proven.yaml")).content().contains("\"red-boat\", proven: 20");
    assertThat(home.resolve("config/models.yaml")).hasContent(ROW);
  }

  @Test
  void whereTheRelayDocumentsNoKeyThereIsOnePostOnly() {
    documentsKeys = false;

    assertThat(prove(Optional.empty(), "red-boat", "--yes")).isZero();
    assertThat(posts).hasSize(1);
    assertThat(out.toString()).contains("warn  repeat: the relay documents none");
  }

  @Test
  void aRelayThatDoesNotKeepItsWordAboutKeysIsFoundOut() {
    keepsKeys = false;

    assertThat(prove(Optional.empty(), "red-boat", "--yes")).isEqualTo(1);
    assertThat(charged).isEqualTo(2);
    assertThat(out.toString()).contains("FAIL  repeat:", "another task, task_2");
    assertThat(home.resolve("data/proven.yaml"))
        .content()
        .contains("\"apimart\": false")
        .doesNotContain("red-boat");
  }

  @ParameterizedTest
  @CsvSource({
    "720, 1280, 4, 0.08, FAIL  shape",
    "854, 480, 4, 0.08, FAIL  shape",
    "1280, 720, 5, 0.08, FAIL  length",
    "1280, 720, 4, 0.0801, FAIL  cost",
  })
  void whatIsNotAsTheRowSaysIsNotProven(
      int width, int height, int seconds, String booked, String line) throws IOException {
    video = SmallFilm.make(films, width, height, seconds);
    cost = booked;

    assertThat(prove(Optional.empty(), "red-boat", "--yes")).isEqualTo(1);
    assertThat(out.toString())
        .contains(line, "shape: ", "length: ", "cost: booked " + booked, "Not proven");
    assertThat(out.toString().lines().filter(l -> l.startsWith("FAIL"))).hasSize(1);
    assertThat(home.resolve("data/proven.yaml"))
        .content()
        .contains("\"apimart\": true")
        .doesNotContain("red-boat");
  }

  @Test
  void aCostThatIsNotToldOrLessIsForTheOperatorToKnow() {
    cost = "0.05";
    assertThat(prove(Optional.empty(), "red-boat", "--yes")).isZero();
    assertThat(out.toString()).contains("warn  cost: booked 0.05, the row says 0.08");
  }

  @ParameterizedTest
  @CsvSource({"400, refused", "402, not accepted", "404, not accepted"})
  void aRefusalIsToldAndNotTriedAgain(int status, String said) {
    documentsKeys = false;
    submitAnswer =
        new MockResponse(
            status,
            Headers.of("Content-Type", "application/json"),
            "{\"error\":{\"code\":%d,\"type\":\"x\",\"message\":\"no model\"}}".formatted(status));

    assertThat(prove(Optional.empty(), "red-boat", "--yes")).isEqualTo(1);
    assertThat(posts).hasSize(1);
    assertThat(out.toString()).contains("FAIL  submit: " + said + ", so nothing is charged");
  }

  @Test
  void aLostAnswerIsNotPaidForAgain() {
    documentsKeys = false;
    submitAnswer = new MockResponse(524, Headers.of(), "<html>");

    assertThat(prove(Optional.empty(), "red-boat", "--yes")).isEqualTo(1);
    assertThat(posts).hasSize(1);
    assertThat(out.toString()).contains("FAIL  submit: the answer was lost");
  }

  @ParameterizedTest
  @CsvSource({"unpriced, no price", "blue-boat, has no row"})
  void whatCannotBeProvenIsRefusedBeforeAnythingIsPaid(String model, String reason) {
    assertThat(prove(Optional.of("yes"), model)).isEqualTo(2);
    assertThat(err.toString()).contains("Nothing was paid", reason);
    assertThat(posts).isEmpty();
  }

  private int prove(Optional<String> said, String model, String... more) {
    Map<String, String> variables = new HashMap<>();
    variables.put("REELAY_DATA_DIR", home.resolve("data").toString());
    variables.put("APIMART_API_KEY", "test-key");
    variables.put("APIMART_BASE_URL", relay.url("").toString().replaceAll("/$", ""));
    variables.put("REELAY_POLL_MIN", "100ms");
    Console console =
        new Console(new PrintWriter(out, true), new PrintWriter(err, true), _ -> said);
    List<String> arguments = new ArrayList<>(List.of("prove", "apimart", model));
    arguments.addAll(List.of(more));
    return Main.run(
        new Environment(variables, home, home), console, arguments.toArray(String[]::new));
  }

  private MockResponse answer(RecordedRequest request) {
    String path = request.getUrl().encodedPath();
    if (path.equals("/v1/videos/generations")) {
      return submit(request);
    }
    if (path.startsWith("/v1/tasks/")) {
      return json(
          "{\"code\":200,\"data\":{\"id\":\"t\",\"status\":\"completed\",\"progress\":100,\"cost\":%s,\"result\":{\"videos\":[{\"url\":[\"%s\"]}]}}}"
              .formatted(cost, relay.url("/file.mp4")));
    }
    if (path.equals("/file.mp4")) {
      return new MockResponse.Builder()
          .code(200)
          .addHeader("Content-Type", "video/mp4")
          .body(new Buffer().write(video))
          .build();
    }
    return documentsKeys && path.equals("/v1/model-schema")
        ? json("{\"idempotency\":{\"header\":\"Idempotency-Key\",\"retention_seconds\":86400}}")
        : new MockResponse(404, Headers.of(), "");
  }

  private MockResponse submit(RecordedRequest request) {
    String key = String.valueOf(request.getHeaders().get("Idempotency-Key"));
    posts.add(key + " " + (request.getBody() == null ? "" : request.getBody().utf8()));
    if (submitAnswer.getCode() != 200) {
      return submitAnswer;
    }
    String known = keepsKeys ? taskByKey.get(key) : null;
    if (known == null) {
      charged++;
      known = "task_" + charged;
      taskByKey.put(key, known);
    }
    return json(
        "{\"code\":200,\"data\":[{\"status\":\"submitted\",\"task_id\":\"" + known + "\"}]}");
  }

  private static MockResponse json(String body) {
    return new MockResponse(200, Headers.of("Content-Type", "application/json"), body);
  }
}
