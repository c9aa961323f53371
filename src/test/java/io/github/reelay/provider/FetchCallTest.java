package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.GrowingFile;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Downloads of finished files: which answer means "again", which means "the link is dead". */
class FetchCallTest {
  /** Begins as a video does, and as no text. */
  private static final String VIDEO = "\0\0\0\30ftypisom";

  private static final ProviderOptions SMALL =
      new ProviderOptions(Duration.ofSeconds(5), 1_000, Duration.ofSeconds(5), null, false);

  @TempDir Path folder;
  private final MockWebServer relay = new MockWebServer();
  private final MockWebServer files = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    relay.start();
    files.start();
  }

  @AfterEach
  void stop() {
    relay.close();
    files.close();
  }

  @Test
  void aLinkIsFetchedWithoutOurKey() throws InterruptedException {
    ProviderFixture fixture = fixture("apimart", "envelope");
    files.enqueue(video());

    assertThat(fetch(fixture, "apimart", link())).isEqualTo(new FetchResult.Fetched());

    assertThat(files.takeRequest().getHeaders().get("Authorization")).isNull();
    assertThat(folder.resolve("part")).hasContent(VIDEO);
  }

  @Test
  void aLinkToTheProvidersOwnOriginGetsOurKeyButWhereItPointsToDoesNot()
      throws InterruptedException {
    ProviderFixture fixture = fixture("apimart", "envelope");
    relayPointsToAVideo();
    RemoteFile own = new RemoteFile(relay.url("/files/v.mp4").toString(), null, null, null);

    assertThat(fetch(fixture, "apimart", own)).isEqualTo(new FetchResult.Fetched());

    assertThat(relay.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer test-key");
    assertThat(files.takeRequest().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void whereALinkIsDeadTheContentRouteHasTheFile() {
    ProviderFixture fixture = fixture("modelverse", "openai");
    files.enqueue(status(403));
    relay.enqueue(video());

    assertThat(fetch(fixture, "modelverse", link())).isEqualTo(new FetchResult.Fetched());
  }

  @Test
  void theContentRouteGetsOurKeyButWhereItPointsToDoesNot() throws InterruptedException {
    ProviderFixture fixture = fixture("modelverse", "openai");
    relayPointsToAVideo();

    assertThat(fetch(fixture, "modelverse", new RemoteFile(null, null, null, null)))
        .isEqualTo(new FetchResult.Fetched());

    assertThat(relay.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer test-key");
    assertThat(files.takeRequest().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void aLinkThatIsNotThereYetIsTriedAgainAndLaterIsDead() {
    ProviderFixture fixture = fixture("apimart", "envelope");
    files.enqueue(status(404));
    assertThat(fetch(fixture, "apimart", link())).isInstanceOf(FetchResult.RetryLater.class);

    fixture.clock.advance(Duration.ofMinutes(2));
    files.enqueue(status(404));
    assertThat(fetch(fixture, "apimart", link())).isInstanceOf(FetchResult.LinkDead.class);
  }

  @Test
  void aRefusedOrGoneLinkIsAskedForAfresh() {
    ProviderFixture fixture = fixture("apimart", "envelope");
    for (int status : List.of(403, 410)) {
      files.enqueue(status(status));
      assertThat(fetch(fixture, "apimart", link()))
          .as("HTTP %d", status)
          .isInstanceOf(FetchResult.LinkDead.class);
    }
  }

  @Test
  void troubleIsTriedAgain() {
    ProviderFixture fixture = fixture("apimart", "envelope");
    files.enqueue(
        new MockResponse.Builder().code(503).addHeader("Retry-After", "9").body("x").build());
    files.enqueue(
        new MockResponse.Builder()
            .body("x".repeat(500))
            .onResponseBody(SocketEffect.ShutdownConnection.INSTANCE)
            .build());
    files.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "application/json")
            .body("{\"error\":{}}")
            .build());
    files.enqueue(new MockResponse.Builder().addHeader("Content-Type", "video/mp4").build());

    assertThat(fetch(fixture, "apimart", link()))
        .isInstanceOfSatisfying(
            FetchResult.RetryLater.class,
            again -> assertThat(again.retryAfter()).isEqualTo(Duration.ofSeconds(9)));
    assertThat(fetch(fixture, "apimart", link()))
        .as("cut")
        .isInstanceOf(FetchResult.RetryLater.class);
    assertThat(folder.resolve("part")).as("what came of it").doesNotExist();
    assertThat(fetch(fixture, "apimart", link()))
        .as("JSON")
        .isInstanceOf(FetchResult.RetryLater.class);
    assertThat(fetch(fixture, "apimart", link()))
        .as("empty")
        .isInstanceOf(FetchResult.RetryLater.class);
  }

  @Test
  void whatAFileIsCalledCountsForNothing() {
    ProviderFixture fixture = fixture("apimart", "envelope");
    for (String type : List.of("text/plain", "application/json", "application/octet-stream")) {
      files.enqueue(new MockResponse.Builder().addHeader("Content-Type", type).body(VIDEO).build());
      assertThat(fetch(fixture, "apimart", link())).isInstanceOf(FetchResult.Fetched.class);
    }
    files.enqueue(
        new MockResponse.Builder()
            .addHeader("Content-Type", "video/mp4")
            .body("<html>\n\t<h1>502 \u00a9</h1>\r\n</html>")
            .build());
    assertThat(fetch(fixture, "apimart", link())).isInstanceOf(FetchResult.RetryLater.class);
  }

  @Test
  void aContentRouteThatIsNotReadyIsTriedAgain() {
    ProviderFixture fixture = fixture("modelverse", "openai");
    relay.enqueue(
        new MockResponse.Builder()
            .code(400)
            .body("{\"error\":{\"message\":\"task is not completed yet\"}}")
            .build());

    assertThat(fetch(fixture, "modelverse", new RemoteFile(null, null, null, null)))
        .isInstanceOf(FetchResult.RetryLater.class);
  }

  @Test
  void whatIsTooLargeOrNotAllowedIsNeverFetched() {
    ProviderFixture fixture = fixture("apimart", "envelope");
    files.enqueue(new MockResponse.Builder().body("x".repeat(2_000)).build());
    assertThat(fetch(fixture, "apimart", link()))
        .isInstanceOfSatisfying(
            FetchResult.Refused.class,
            refused -> assertThat(refused.failure().kind()).isEqualTo(FailureKind.VIDEO_TOO_LARGE));

    assertThat(
            fetch(
                fixture,
                "apimart",
                new RemoteFile("http://169.254.169.254/v.mp4", null, null, null)))
        .isInstanceOf(FetchResult.Refused.class);
  }

  @Test
  void aPublicRelayCannotSendUsIntoAPrivateNetwork() {
    ProviderFixture fixture =
        new ProviderFixture(
            List.of(ProviderFixture.entry("apimart", "envelope", "https://8.8.8.8")), SMALL);

    assertThat(fetch(fixture, "apimart", link())).isInstanceOf(FetchResult.Refused.class);
    assertThat(files.getRequestCount()).isZero();
  }

  private void relayPointsToAVideo() {
    relay.enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("Location", files.url("/signed").toString())
            .build());
    files.enqueue(video());
  }

  private ProviderFixture fixture(String provider, String dialect) {
    return new ProviderFixture(
        List.of(ProviderFixture.entry(provider, dialect, relay.url("/").toString())), SMALL);
  }

  private RemoteFile link() {
    return new RemoteFile(files.url("/v.mp4").toString(), null, null, null);
  }

  private FetchResult fetch(ProviderFixture fixture, String provider, RemoteFile file) {
    Task accepted =
        ProviderFixture.task(
            TaskExamples.generate("a fox"),
            ProviderFixture.offer(provider, "sora-2", GenerationMode.TEXT, 8));
    Task running =
        accepted.nextVersion(
            TaskState.Running.started("remote", ProviderFixture.START, ProviderFixture.START)
                .completed(file, ProviderFixture.START),
            null);
    return fixture.providers.fetch(
        running, "remote", file, new GrowingFile(folder.resolve("part")));
  }

  private static MockResponse video() {
    return new MockResponse.Builder().addHeader("Content-Type", "video/mp4").body(VIDEO).build();
  }

  private static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).body("<html>gone</html>").build();
  }
}
