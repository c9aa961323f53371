package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ProviderEndpoints;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Submits and polls against a real server, and what they mean for the provider. */
class ProviderRegistryTest {
  private static final VideoRequest FOX = TaskExamples.generate("a red fox");
  private static final String ACCEPTED =
      "{\"code\":200,\"data\":[{\"status\":\"submitted\",\"task_id\":\"task_1\"}]}";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  @Test
  void anEmptyAccountIsPausedToldOnceAndTriedAgainLater() {
    ProviderFixture fixture = fixture("apimart");
    Task task = fixture.task(FOX);
    answer(402, "{\"error\":{\"code\":402,\"message\":\"Insufficient balance\"}}");

    assertKind(fixture.submit(task, null), FailureKind.PROVIDER_BALANCE);

    assertThat(fixture.providers.isHealthy("apimart")).isFalse();
    assertThat(fixture.providers.modelCatalogue().check(FOX, null))
        .isEqualTo(new RequestCheck.NoProviderAvailable());
    assertThat(fixture.alerts).extracting(Alert::kind).containsExactly(Alert.Kind.PROVIDER_BALANCE);
    assertThat(fixture.providers.pauseReason("apimart"))
        .hasValueSatisfying(reason -> assertThat(reason).contains("Insufficient balance"));

    fixture.clock.advance(Duration.ofMinutes(6));
    assertThat(fixture.providers.offers(FOX, null)).hasSize(1);
  }

  @Test
  void switchingOnByHandEndsAPause() {
    ProviderFixture fixture = fixture("apimart");
    answer(402, "{\"error\":{\"code\":402,\"message\":\"Insufficient balance\"}}");
    fixture.submit(fixture.task(FOX), null);
    assertThat(fixture.providers.pauseReason("apimart")).isPresent();

    fixture.providers.setEnabled("apimart", true);

    assertThat(fixture.providers.pauseReason("apimart")).isEmpty();
    assertThat(fixture.providers.offers(FOX, null)).hasSize(1);
  }

  @Test
  void aProviderTheOperatorSwitchedOffGetsNoNewTasks() {
    ProviderFixture fixture = fixture("apimart");

    assertThat(fixture.providers.setEnabled("apimart", false)).isTrue();
    assertThat(fixture.providers.offers(FOX, null)).isEmpty();

    assertThat(fixture.providers.setEnabled("apimart", true)).isTrue();
    assertThat(fixture.providers.offers(FOX, null)).hasSize(1);
    assertThat(fixture.providers.setEnabled("nobody", true)).isFalse();
  }

  @Test
  void aPausedProviderIsNotPostedTo() {
    ProviderFixture fixture = fixture("apimart");
    Task task = fixture.task(FOX);
    answer(401, "{\"error\":{}}");
    fixture.submit(task, null);

    SubmitResult second = fixture.submit(task, null);

    assertThat(second).isInstanceOf(SubmitResult.NotAccepted.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aRefusedKeyOnAPollPausesTheProviderUntilItIsTakenAgain() {
    ProviderFixture fixture = fixture("apimart");
    Task running = ProviderFixture.running(fixture.task(FOX), "task_1");
    answer(401, "{\"error\":{\"message\":\"bad key test-key\"}}");
    answer(200, "{\"code\":200,\"data\":{\"status\":\"processing\",\"progress\":10}}");

    assertThat(fixture.providers.poll(running, "task_1"))
        .isInstanceOf(PollResult.AccountBlocked.class);
    assertThat(fixture.providers.isHealthy("apimart")).isFalse();
    assertThat(fixture.alerts)
        .singleElement()
        .satisfies(alert -> assertThat(alert.detail()).doesNotContain("test-key"));

    assertThat(fixture.providers.poll(running, "task_1")).isInstanceOf(PollResult.Working.class);
    assertThat(fixture.providers.isHealthy("apimart")).isTrue();
  }

  @Test
  void aRetiredModelLeavesTheMenuAndTheOperatorIsTold() {
    ProviderFixture fixture = fixture("apimart");
    answer(404, "{\"error\":{\"code\":404,\"message\":\"model not found\"}}");

    assertKind(fixture.submit(fixture.task(FOX), null), FailureKind.MODEL_RETIRED);

    assertThat(fixture.providers.modelCatalogue().models())
        .extracting(ModelInfo::model)
        .doesNotContain("sora-2");
    assertThat(fixture.providers.retiredModels("apimart")).containsExactly("sora-2");
    assertThat(fixture.providers.modelCatalogue().check(FOX.withModel("sora-2"), null))
        .isInstanceOf(RequestCheck.RetiredModel.class);
    assertThat(fixture.alerts)
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.kind()).isEqualTo(Alert.Kind.MODEL_RETIRED);
          assertThat(alert.subject()).isEqualTo("apimart/sora-2");
        });
  }

  @Test
  void lostAnswersOpenTheBreakerSoThatNobodyElsePaysForThem() {
    ProviderFixture fixture = fixture("apimart");
    for (int i = 0; i < 4; i++) {
      answer(502, "<html>502</html>");
      assertThat(fixture.submit(fixture.task(FOX), null)).isInstanceOf(SubmitResult.Unknown.class);
    }

    assertThat(fixture.providers.offers(FOX, null)).isEmpty();
    assertThat(fixture.alerts)
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.PROVIDER_BREAKER_OPEN);

    fixture.clock.advance(Duration.ofSeconds(61));
    answer(200, ACCEPTED);
    answer(200, ACCEPTED);
    Task task = fixture.task(FOX);
    assertThat(fixture.submit(task, null)).isInstanceOf(SubmitResult.Accepted.class);
    assertThat(fixture.submit(task, null)).isInstanceOf(SubmitResult.Accepted.class);
    assertThat(fixture.providers.isHealthy("apimart")).isTrue();
  }

  @Test
  void anUnreachableProviderIsLeftOnlyIfAnotherCanDoIt() {
    ProviderFixture alone =
        new ProviderFixture(ProviderFixture.allEntries().subList(0, 1), ProviderFixture.OPTIONS);
    assertThat(alone.submit(alone.task(FOX), null))
        .isInstanceOfSatisfying(
            SubmitResult.NotAccepted.class,
            notAccepted -> {
              assertThat(notAccepted.tryNextProvider()).isFalse();
              assertThat(notAccepted.failure().retryAfter()).isEqualTo(Duration.ofSeconds(10));
            });

    ProviderFixture several =
        new ProviderFixture(ProviderFixture.allEntries(), ProviderFixture.OPTIONS);
    assertThat(several.submit(several.task(FOX), null))
        .isInstanceOfSatisfying(
            SubmitResult.NotAccepted.class,
            notAccepted -> assertThat(notAccepted.tryNextProvider()).isTrue());
  }

  @Test
  void aPictureIsUploadedOnceAndItsLinkReusedWhileItLives() throws InterruptedException {
    ProviderFixture fixture = fixture("apimart");
    VideoRequest picture = FOX.withPicture(ProviderFixture.PICTURE);
    String link = server.url("/uploads/1").toString();
    answer(200, "{\"url\":\"" + link + "\"}");
    answer(200, ACCEPTED);
    fixture.submit(fixture.task(picture), null);
    answer(200, "");
    answer(200, ACCEPTED);
    fixture.submit(fixture.task(picture), null);
    fixture.clock.advance(Duration.ofDays(3));
    answer(200, "{\"url\":\"" + link + "\"}");
    answer(200, ACCEPTED);
    fixture.submit(fixture.task(picture), null);

    assertThat(lines(7))
        .containsExactly(
            "POST /v1/uploads/images",
            "POST /v1/videos/generations",
            "HEAD /uploads/1",
            "POST /v1/videos/generations",
            "POST /v1/uploads/images",
            "POST /v1/videos/generations");
  }

  @Test
  void aLinkThatTheRelayCleanedUpIsUploadedAgainBeforeThePaidPost() throws InterruptedException {
    ProviderFixture fixture = fixture("apimart");
    VideoRequest picture = FOX.withPicture(ProviderFixture.PICTURE);
    String upload = "{\"url\":\"" + server.url("/uploads/1") + "\"}";
    answer(200, upload);
    answer(200, ACCEPTED);
    fixture.submit(fixture.task(picture), null);
    answer(404, "");
    answer(200, upload);
    answer(200, ACCEPTED);

    assertThat(fixture.submit(fixture.task(picture), null))
        .isInstanceOf(SubmitResult.Accepted.class);
    assertThat(lines(6)).containsSubsequence("HEAD /uploads/1", "POST /v1/uploads/images");
  }

  @Test
  void aFailedUploadProvesThatNothingWasBought() throws InterruptedException {
    ProviderFixture fixture = fixture("apimart");
    answer(500, "<html>500</html>");

    assertKind(
        fixture.submit(fixture.task(FOX.withPicture(ProviderFixture.PICTURE)), null),
        FailureKind.PROVIDER_UNREACHABLE);

    assertThat(lines(2)).containsExactly("POST /v1/uploads/images");
  }

  @Test
  void aPictureIsCutToTheVideosSizeWhereItMustMatch() throws InterruptedException {
    ProviderFixture fixture = fixture("modelverse", "openai");
    answer(200, "{\"id\":\"video_1\",\"status\":\"queued\"}");

    fixture.submit(fixture.task(FOX.withPicture(ProviderFixture.TALL)), null);

    assertThat(fixture.media.sizesAsked)
        .containsExactly(Optional.of(new MediaConverter.Size(720, 1280)));
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Content-Type")).startsWith("multipart/form-data");
    assertThat(request.getBody() == null ? "" : request.getBody().utf8())
        .contains("name=\"input_reference\"; filename=\"picture.jpg\"", "image/jpeg", "720x1280");
  }

  @Test
  void aRemixNamesTheSourceByTheRelaysId() throws InterruptedException {
    ProviderFixture fixture = fixture("apimart");
    Task source =
        ProviderFixture.delivered(
            ProviderFixture.task(
                FOX, ProviderFixture.offer("apimart", "sora-2", GenerationMode.TEXT, 10)),
            "task_source",
            1280,
            720);
    VideoRequest remix = TaskExamples.remix("more snow", source.id());
    answer(200, ACCEPTED);

    fixture.submit(
        ProviderFixture.task(remix, fixture.providers.offers(remix, source).getFirst()), source);

    assertThat(lines(2)).containsExactly("POST /v1/videos/task_source/remix");
  }

  @Test
  void aTaskThatHangsAlthoughItsFileIsThereIsTakenAsDone() throws InterruptedException {
    ProviderFixture fixture = fixture("modelverse", "openai");
    Task running = ProviderFixture.running(fixture.task(FOX), "video_1");
    String hanging = "{\"id\":\"video_1\",\"status\":\"in_progress\",\"progress\":99}";
    answer(200, hanging);
    assertThat(fixture.providers.poll(running, "video_1")).isInstanceOf(PollResult.Working.class);

    fixture.clock.advance(Duration.ofMinutes(31));
    answer(200, hanging);
    answer(400, "{\"error\":{\"message\":\"task is not completed yet\"}}");
    assertThat(fixture.providers.poll(running, "video_1")).isInstanceOf(PollResult.Working.class);

    answer(200, hanging);
    answer(206, "\0");
    assertThat(fixture.providers.poll(running, "video_1")).isInstanceOf(PollResult.Done.class);
    assertThat(lines(6)).contains("GET /v1/videos/video_1/content");
  }

  /** Jackson reads it; whoever walks through it runs out of stack. */
  @Test
  void anAnswerOfAbsurdDepthSaysNothing() {
    ProviderFixture fixture = fixture("apimart");
    Task running = ProviderFixture.running(fixture.task(FOX), "task_1");
    String deep = "[".repeat(990) + "]".repeat(990);
    answer(200, "{\"status\":\"completed\",\"videos\":" + deep + "}");
    assertThat(fixture.providers.poll(running, "task_1")).isInstanceOf(PollResult.Unclear.class);

    answer(200, "{\"data\":" + deep + "}");
    assertThat(fixture.submit(fixture.task(FOX), null)).isInstanceOf(SubmitResult.Unknown.class);
  }

  @Test
  void aProbeSpendsNothingAndTellsWhatIsWrong() {
    answer(400, "{\"error\":{\"code\":400,\"message\":\"无效的任务ID\"}}");
    answer(200, "{\"success\":true,\"remain_balance\":12.5,\"used_balance\":1}");
    assertThat(probe()).isEqualTo(new ProbeResult.Usable("12.5"));

    answer(400, "{\"error\":{}}");
    answer(200, "{\"success\":true,\"remain_balance\":0,\"used_balance\":1}");
    assertThat(probe()).isInstanceOf(ProbeResult.NoBalance.class);

    answer(401, "{\"error\":{}}");
    assertThat(probe()).isInstanceOf(ProbeResult.KeyRefused.class);

    answer(404, "<html>nginx</html>");
    assertThat(probe()).isInstanceOf(ProbeResult.Unreachable.class);
  }

  private ProbeResult probe() {
    ProviderEndpoints balanceOnly =
        new ProviderEndpoints(null, "/v1/balance", null, null, null, false, null);
    return ProviderCheck.check(
            new Catalogue(ProviderFixture.SHIPPED.rows(), Map.of("apimart", balanceOnly)),
            ProviderFixture.entry("apimart", "envelope", server.url("/").toString()),
            InstantSource.system())
        .probe();
  }

  private ProviderFixture fixture(String provider) {
    return fixture(provider, "envelope");
  }

  private ProviderFixture fixture(String provider, String dialect) {
    return new ProviderFixture(
        List.of(ProviderFixture.entry(provider, dialect, server.url("/").toString())),
        ProviderFixture.OPTIONS);
  }

  private void answer(int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  /** Method and path of the next requests, at most so many. */
  private List<String> lines(int most) throws InterruptedException {
    List<String> lines = new java.util.ArrayList<>();
    while (lines.size() < most) {
      RecordedRequest request = server.takeRequest(100, java.util.concurrent.TimeUnit.MILLISECONDS);
      if (request == null) {
        break;
      }
      lines.add(request.getMethod() + " " + request.getUrl().encodedPath());
    }
    return lines;
  }

  private static void assertKind(SubmitResult result, FailureKind kind) {
    assertThat(result)
        .isInstanceOfSatisfying(
            SubmitResult.NotAccepted.class,
            notAccepted -> assertThat(notAccepted.failure().kind()).isEqualTo(kind));
  }
}
