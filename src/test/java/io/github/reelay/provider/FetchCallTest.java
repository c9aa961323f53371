package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.tracking.port.FetchResult;
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
  private static final ProviderOptions SMALL =
      new ProviderOptions(Duration.ofSeconds(5), 1_000, Duration.ofSeconds(5), false);

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
    RelayWorld world = world("apimart", "envelope");
    files.enqueue(video());

    assertThat(fetch(world, "apimart", link())).isEqualTo(new FetchResult.Fetched());

    assertThat(files.takeRequest().getHeaders().get("Authorization")).isNull();
    assertThat(folder.resolve("part")).hasContent("video");
  }

  @Test
  void theContentRouteGetsOurKeyButWhereItPointsToDoesNot() throws InterruptedException {
    RelayWorld world = world("modelverse", "openai");
    relay.enqueue(
        new MockResponse.Builder()
            .code(302)
            .addHeader("Location", files.url("/signed").toString())
            .build());
    files.enqueue(video());

    assertThat(fetch(world, "modelverse", new RemoteFile(null, null, null, null)))
        .isEqualTo(new FetchResult.Fetched());

    assertThat(relay.takeRequest().getHeaders().get("Authorization")).isEqualTo("Bearer test-key");
    assertThat(files.takeRequest().getHeaders().get("Authorization")).isNull();
  }

  @Test
  void aLinkThatIsNotThereYetIsTriedAgainAndLaterIsDead() {
    RelayWorld world = world("apimart", "envelope");
    files.enqueue(status(404));
    assertThat(fetch(world, "apimart", link())).isInstanceOf(FetchResult.RetryLater.class);

    world.pass(Duration.ofMinutes(2));
    files.enqueue(status(404));
    assertThat(fetch(world, "apimart", link())).isInstanceOf(FetchResult.LinkDead.class);
  }

  @Test
  void aRefusedOrGoneLinkIsAskedForAfresh() {
    RelayWorld world = world("apimart", "envelope");
    for (int status : List.of(403, 410)) {
      files.enqueue(status(status));
      assertThat(fetch(world, "apimart", link()))
          .as("HTTP %d", status)
          .isInstanceOf(FetchResult.LinkDead.class);
    }
  }

  @Test
  void troubleIsTriedAgain() {
    RelayWorld world = world("apimart", "envelope");
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

    assertThat(fetch(world, "apimart", link()))
        .isInstanceOfSatisfying(
            FetchResult.RetryLater.class,
            again -> assertThat(again.retryAfter()).isEqualTo(Duration.ofSeconds(9)));
    assertThat(fetch(world, "apimart", link()))
        .as("cut")
        .isInstanceOf(FetchResult.RetryLater.class);
    assertThat(fetch(world, "apimart", link()))
        .as("JSON")
        .isInstanceOf(FetchResult.RetryLater.class);
    assertThat(fetch(world, "apimart", link()))
        .as("empty")
        .isInstanceOf(FetchResult.RetryLater.class);
  }

  @Test
  void aContentRouteThatIsNotReadyIsTriedAgain() {
    RelayWorld world = world("modelverse", "openai");
    relay.enqueue(
        new MockResponse.Builder()
            .code(400)
            .body("{\"error\":{\"message\":\"task is not completed yet\"}}")
            .build());

    assertThat(fetch(world, "modelverse", new RemoteFile(null, null, null, null)))
        .isInstanceOf(FetchResult.RetryLater.class);
  }

  @Test
  void whatIsTooLargeOrNotAllowedIsNeverFetched() {
    RelayWorld world = world("apimart", "envelope");
    files.enqueue(new MockResponse.Builder().body("x".repeat(2_000)).build());
    assertThat(fetch(world, "apimart", link()))
        .isInstanceOfSatisfying(
            FetchResult.Refused.class,
            refused -> assertThat(refused.failure().kind()).isEqualTo(FailureKind.TOO_LARGE));

    assertThat(
            fetch(
                world, "apimart", new RemoteFile("http://169.254.169.254/v.mp4", null, null, null)))
        .isInstanceOf(FetchResult.Refused.class);
  }

  @Test
  void aPublicRelayCannotSendUsIntoAPrivateNetwork() {
    RelayWorld world =
        new RelayWorld(List.of(RelayWorld.entry("apimart", "envelope", "https://8.8.8.8")), SMALL);

    assertThat(fetch(world, "apimart", link())).isInstanceOf(FetchResult.Refused.class);
    assertThat(files.getRequestCount()).isZero();
  }

  private RelayWorld world(String provider, String dialect) {
    return new RelayWorld(
        List.of(RelayWorld.entry(provider, dialect, relay.url("/").toString())), SMALL);
  }

  private RemoteFile link() {
    return new RemoteFile(files.url("/v.mp4").toString(), null, null, null);
  }

  private FetchResult fetch(RelayWorld world, String provider, RemoteFile file) {
    Task accepted =
        RelayWorld.task(
            VideoRequest.generate("a fox"),
            RelayWorld.offer(provider, "sora-2", GenerationMode.TEXT, 8));
    Task running =
        accepted.nextVersion(
            TaskState.Running.started("remote", RelayWorld.START, RelayWorld.START)
                .completed(file, RelayWorld.START),
            null);
    return world.providers.fetch(running, "remote", file, folder.resolve("part"));
  }

  private static MockResponse video() {
    return new MockResponse.Builder().addHeader("Content-Type", "video/mp4").body("video").build();
  }

  private static MockResponse status(int code) {
    return new MockResponse.Builder().code(code).body("<html>gone</html>").build();
  }
}
