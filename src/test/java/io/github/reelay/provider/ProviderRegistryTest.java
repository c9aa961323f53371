package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Submits and polls against a real server, and what they mean for the provider. */
class ProviderRegistryTest {
  private static final VideoRequest FOX = VideoRequest.generate("a red fox");
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
    RelayWorld world = world("apimart");
    Task task = world.task(FOX);
    answer(402, "{\"error\":{\"code\":402,\"message\":\"Insufficient balance\"}}");

    assertKind(world.providers.submit(task, null), FailureKind.PROVIDER_BALANCE);

    assertThat(world.providers.isHealthy("apimart")).isFalse();
    assertThat(world.providers.modelCatalogue().check(FOX, null))
        .isEqualTo(new RequestCheck.NoProviderAvailable());
    assertThat(world.alerts).extracting(Alert::kind).containsExactly(Alert.Kind.PROVIDER_BALANCE);
    assertThat(world.providers.pauseReason("apimart"))
        .hasValueSatisfying(reason -> assertThat(reason).contains("Insufficient balance"));

    world.pass(Duration.ofMinutes(6));
    assertThat(world.providers.offers(FOX, null)).hasSize(1);
  }

  @Test
  void switchingOnByHandEndsAPause() {
    RelayWorld world = world("apimart");
    answer(402, "{\"error\":{\"code\":402,\"message\":\"Insufficient balance\"}}");
    world.providers.submit(world.task(FOX), null);
    assertThat(world.providers.pauseReason("apimart")).isPresent();

    world.providers.setEnabled("apimart", true);

    assertThat(world.providers.pauseReason("apimart")).isEmpty();
    assertThat(world.providers.offers(FOX, null)).hasSize(1);
  }

  @Test
  void aProviderTheOperatorSwitchedOffGetsNoNewTasks() {
    RelayWorld world = world("apimart");

    assertThat(world.providers.setEnabled("apimart", false)).isTrue();
    assertThat(world.providers.offers(FOX, null)).isEmpty();

    assertThat(world.providers.setEnabled("apimart", true)).isTrue();
    assertThat(world.providers.offers(FOX, null)).hasSize(1);
    assertThat(world.providers.setEnabled("nobody", true)).isFalse();
  }

  @Test
  void aPausedProviderIsNotPostedTo() {
    RelayWorld world = world("apimart");
    Task task = world.task(FOX);
    answer(401, "{\"error\":{}}");
    world.providers.submit(task, null);

    SubmitResult second = world.providers.submit(task, null);

    assertThat(second).isInstanceOf(SubmitResult.NotAccepted.class);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aRefusedKeyOnAPollPausesTheProviderUntilItIsTakenAgain() {
    RelayWorld world = world("apimart");
    Task running = RelayWorld.running(world.task(FOX), "task_1");
    answer(401, "{\"error\":{\"message\":\"bad key test-key\"}}");
    answer(200, "{\"code\":200,\"data\":{\"status\":\"processing\",\"progress\":10}}");

    assertThat(world.providers.poll(running, "task_1"))
        .isInstanceOf(PollResult.AccountBlocked.class);
    assertThat(world.providers.isHealthy("apimart")).isFalse();
    assertThat(world.alerts)
        .singleElement()
        .satisfies(alert -> assertThat(alert.detail()).doesNotContain("test-key"));

    assertThat(world.providers.poll(running, "task_1")).isInstanceOf(PollResult.Working.class);
    assertThat(world.providers.isHealthy("apimart")).isTrue();
  }

  @Test
  void aRetiredModelLeavesTheMenuAndTheOperatorIsTold() {
    RelayWorld world = world("apimart");
    answer(404, "{\"error\":{\"code\":404,\"message\":\"model not found\"}}");

    assertKind(world.providers.submit(world.task(FOX), null), FailureKind.MODEL_RETIRED);

    assertThat(world.providers.modelCatalogue().models())
        .extracting(ModelInfo::model)
        .doesNotContain("sora-2");
    assertThat(world.providers.retiredModels("apimart")).containsExactly("sora-2");
    assertThat(world.providers.modelCatalogue().check(FOX.withModel("sora-2"), null))
        .isInstanceOfSatisfying(
            RequestCheck.Invalid.class,
            invalid -> assertThat(invalid.reason()).isEqualTo(RequestCheck.Reason.RETIRED));
    assertThat(world.alerts)
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.kind()).isEqualTo(Alert.Kind.MODEL_RETIRED);
          assertThat(alert.subject()).isEqualTo("apimart/sora-2");
        });
  }

  @Test
  void lostAnswersOpenTheBreakerSoThatNobodyElsePaysForThem() {
    RelayWorld world = world("apimart");
    for (int i = 0; i < 4; i++) {
      answer(502, "<html>502</html>");
      assertThat(world.providers.submit(world.task(FOX), null))
          .isInstanceOf(SubmitResult.Unknown.class);
    }

    assertThat(world.providers.offers(FOX, null)).isEmpty();
    assertThat(world.alerts)
        .extracting(Alert::kind)
        .containsExactly(Alert.Kind.PROVIDER_BREAKER_OPEN);

    world.pass(Duration.ofSeconds(61));
    answer(200, ACCEPTED);
    answer(200, ACCEPTED);
    Task task = world.task(FOX);
    assertThat(world.providers.submit(task, null)).isInstanceOf(SubmitResult.Accepted.class);
    assertThat(world.providers.submit(task, null)).isInstanceOf(SubmitResult.Accepted.class);
    assertThat(world.providers.isHealthy("apimart")).isTrue();
  }

  @Test
  void anUnreachableProviderIsLeftOnlyIfAnotherCanDoIt() {
    RelayWorld alone =
        new RelayWorld(RelayWorld.allEntries().subList(0, 1), ProviderOptions.DEFAULT);
    assertThat(alone.providers.submit(alone.task(FOX), null))
        .isInstanceOfSatisfying(
            SubmitResult.NotAccepted.class,
            notAccepted -> {
              assertThat(notAccepted.tryNextProvider()).isFalse();
              assertThat(notAccepted.failure().retryAfter()).isEqualTo(Duration.ofSeconds(10));
            });

    RelayWorld several = new RelayWorld(RelayWorld.allEntries(), ProviderOptions.DEFAULT);
    assertThat(several.providers.submit(several.task(FOX), null))
        .isInstanceOfSatisfying(
            SubmitResult.NotAccepted.class,
            notAccepted -> assertThat(notAccepted.tryNextProvider()).isTrue());
  }

  @Test
  void aPictureIsUploadedOnceAndItsLinkReusedWhileItLives() throws InterruptedException {
    RelayWorld world = world("apimart");
    VideoRequest picture = FOX.withPicture(RelayWorld.PICTURE);
    String link = server.url("/uploads/1").toString();
    answer(200, "{\"url\":\"" + link + "\"}");
    answer(200, ACCEPTED);
    world.providers.submit(world.task(picture), null);
    answer(200, "");
    answer(200, ACCEPTED);
    world.providers.submit(world.task(picture), null);
    world.pass(Duration.ofDays(3));
    answer(200, "{\"url\":\"" + link + "\"}");
    answer(200, ACCEPTED);
    world.providers.submit(world.task(picture), null);

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
    RelayWorld world = world("apimart");
    VideoRequest picture = FOX.withPicture(RelayWorld.PICTURE);
    String upload = "{\"url\":\"" + server.url("/uploads/1") + "\"}";
    answer(200, upload);
    answer(200, ACCEPTED);
    world.providers.submit(world.task(picture), null);
    answer(404, "");
    answer(200, upload);
    answer(200, ACCEPTED);

    assertThat(world.providers.submit(world.task(picture), null))
        .isInstanceOf(SubmitResult.Accepted.class);
    assertThat(lines(6)).containsSubsequence("HEAD /uploads/1", "POST /v1/uploads/images");
  }

  @Test
  void aFailedUploadProvesThatNothingWasBought() throws InterruptedException {
    RelayWorld world = world("apimart");
    answer(500, "<html>500</html>");

    assertKind(
        world.providers.submit(world.task(FOX.withPicture(RelayWorld.PICTURE)), null),
        FailureKind.PROVIDER_UNREACHABLE);

    assertThat(lines(2)).containsExactly("POST /v1/uploads/images");
  }

  @Test
  void aPictureIsCutToTheVideosSizeWhereItMustMatch() throws InterruptedException {
    RelayWorld world = world("modelverse", "openai");
    answer(200, "{\"id\":\"video_1\",\"status\":\"queued\"}");

    world.providers.submit(world.task(FOX.withPicture(RelayWorld.TALL)), null);

    assertThat(world.fits)
        .singleElement()
        .isEqualTo(new io.github.reelay.tracking.port.MediaConverter.Size(720, 1280));
    RecordedRequest request = server.takeRequest();
    assertThat(request.getHeaders().get("Content-Type")).startsWith("multipart/form-data");
    assertThat(request.getBody() == null ? "" : request.getBody().utf8())
        .contains("name=\"input_reference\"; filename=\"picture.jpg\"", "image/jpeg", "720x1280");
  }

  @Test
  void aRemixNamesTheSourceByTheRelaysId() throws InterruptedException {
    RelayWorld world = world("apimart");
    Task source =
        RelayWorld.delivered(
            RelayWorld.task(FOX, RelayWorld.offer("apimart", "sora-2", GenerationMode.TEXT, 10)),
            "task_source",
            1280,
            720);
    VideoRequest remix = VideoRequest.remix("more snow", source.id());
    answer(200, ACCEPTED);

    world.providers.submit(
        RelayWorld.task(remix, world.providers.offers(remix, source).getFirst()), source);

    assertThat(lines(2)).containsExactly("POST /v1/videos/task_source/remix");
  }

  @Test
  void aTaskThatHangsAlthoughItsFileIsThereIsTakenAsDone() throws InterruptedException {
    RelayWorld world = world("modelverse", "openai");
    Task running = RelayWorld.running(world.task(FOX), "video_1");
    String hanging = "{\"id\":\"video_1\",\"status\":\"in_progress\",\"progress\":99}";
    answer(200, hanging);
    assertThat(world.providers.poll(running, "video_1")).isInstanceOf(PollResult.Working.class);

    world.pass(Duration.ofMinutes(31));
    answer(200, hanging);
    answer(400, "{\"error\":{\"message\":\"task is not completed yet\"}}");
    assertThat(world.providers.poll(running, "video_1")).isInstanceOf(PollResult.Working.class);

    answer(200, hanging);
    answer(206, "x");
    assertThat(world.providers.poll(running, "video_1")).isInstanceOf(PollResult.Done.class);
    assertThat(lines(6)).contains("GET /v1/videos/video_1/content");
  }

  @Test
  void aProbeSpendsNothingAndTellsWhatIsWrong() {
    RelayWorld world = world("apimart");
    answer(400, "{\"error\":{\"code\":400,\"message\":\"无效的任务ID\"}}");
    answer(200, "{\"success\":true,\"remain_balance\":12.5,\"used_balance\":1}");
    assertThat(world.providers.probe("apimart")).isEqualTo(new ProbeResult.Usable("12.5"));

    answer(400, "{\"error\":{}}");
    answer(200, "{\"success\":true,\"remain_balance\":0,\"used_balance\":1}");
    assertThat(world.providers.probe("apimart")).isInstanceOf(ProbeResult.NoBalance.class);

    answer(401, "{\"error\":{}}");
    assertThat(world.providers.probe("apimart")).isInstanceOf(ProbeResult.KeyRefused.class);

    answer(404, "<html>nginx</html>");
    assertThat(world.providers.probe("apimart")).isInstanceOf(ProbeResult.Unreachable.class);
  }

  private RelayWorld world(String provider) {
    return world(provider, "envelope");
  }

  private RelayWorld world(String provider, String dialect) {
    return new RelayWorld(
        List.of(RelayWorld.entry(provider, dialect, server.url("/").toString())),
        ProviderOptions.DEFAULT);
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
