package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.PollResult;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A task that nobody wants is stopped at its relay where that makes it cost nothing. */
class CancelAtRelayTest {
  private static final String ID = "fal-ai/veo3.1/requests/1";
  private static final String WAITS = "{\"status\":\"IN_QUEUE\",\"queue_position\":3}";
  private static final String GONE = "{\"detail\":\"Request not found\"}";
  private static final String WORKS = "{\"status\":\"IN_PROGRESS\"}";

  private final MockWebServer relay = new MockWebServer();
  private final List<String> calls = new ArrayList<>();
  private String status = WAITS;
  private String afterwards =
      """
      {"status":"COMPLETED","metrics":{"inference_time":null},"error":"Request was cancelled",\
      "error_type":"client_cancelled"}
      """;
  private MockResponse cancel = json(200, "{\"status\":\"OK\"}");
  private ProviderFixture fixture;

  @BeforeEach
  void start() throws IOException {
    relay.start();
    relay.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            calls.add(request.getMethod() + " " + request.getUrl().encodedPath());
            if (request.getMethod().equals("GET")) {
              return json(status.equals(GONE) ? 404 : 200, status);
            }
            status = cancel.getCode() == 200 ? afterwards : status;
            return cancel;
          }
        });
    fixture =
        new ProviderFixture(
            List.of(
                ProviderFixture.entry("fal", "fal", relay.url("/").toString()),
                ProviderFixture.entry("runway", "runway", relay.url("/").toString()),
                ProviderFixture.entry("apimart", "envelope", relay.url("/").toString())),
            ProviderFixture.OPTIONS);
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void whatWaitsThereIsStoppedAndCostsNothing() {
    assertThat(poll(cancelled()))
        .isInstanceOfSatisfying(
            PollResult.Failed.class,
            failed -> {
              assertThat(failed.failure().kind()).isEqualTo(FailureKind.GENERATION_CANCELLED);
              assertThat(failed.cost()).as("what the row says of those that fail").isNull();
            });
    assertThat(calls)
        .containsExactly(
            "GET /" + ID + "/status", "PUT /" + ID + "/cancel", "GET /" + ID + "/status");
  }

  @Test
  void whatIsGoneOnceItIsCancelledWasCancelled() {
    afterwards = GONE;

    assertThat(poll(cancelled()))
        .isInstanceOfSatisfying(
            PollResult.Failed.class,
            failed ->
                assertThat(failed.failure().kind()).isEqualTo(FailureKind.GENERATION_CANCELLED));
    assertThat(poll(running())).as("without a cancel").isInstanceOf(PollResult.Missing.class);
  }

  @Test
  void whoWantsItGetsItsPlaceAndNoCancel() {
    assertThat(poll(running())).isEqualTo(new PollResult.Working(null, null, 3));
    assertThat(calls).hasSize(1);
  }

  @Test
  void whatIsAtWorkIsChargedAndThereforeKept() {
    status = WORKS;

    assertThat(poll(cancelled())).isInstanceOf(PollResult.Working.class);
    assertThat(calls).doesNotContain("PUT /" + ID + "/cancel");
  }

  @Test
  void aRelayThatRefusesChangesNothing() {
    cancel = json(400, "{\"status\":\"ALREADY_COMPLETED\"}");

    assertThat(poll(cancelled())).isEqualTo(new PollResult.Working(null, null, 3));
    assertThat(calls).hasSize(2);
  }

  @Test
  void whatHadBegunAllTheSameIsCharged() {
    afterwards = afterwards.replace("\"inference_time\":null", "\"inference_time\":2.5");
    Task task = cancelled();

    assertThat(poll(task))
        .isInstanceOfSatisfying(
            PollResult.Failed.class,
            failed -> assertThat(failed.cost()).isEqualTo(task.offer().price()));
  }

  /** What Cancel says of its cost before it is pressed depends on it. */
  @ParameterizedTest
  @CsvSource({"veo3.1, true", "sora-2, false"})
  void anOfferTellsWhetherItsProviderCanBeAskedToStop(String model, boolean cancellable) {
    assertThat(fixture.providers.offers(TaskExamples.generate("a red fox").withModel(model), null))
        .isNotEmpty()
        .allMatch(offer -> offer.cancellable() == cancellable);
  }

  @Test
  void aRelaysOwnPaceIsKeptButACancelDoesNotWaitForIt() {
    Task task = running("runway", "gen4.5");
    Instant now = fixture.clock.instant();
    assertThat(fixture.providers.earliestPoll(task)).isBefore(now);

    fixture.providers.poll(task, "1");

    assertThat(fixture.providers.earliestPoll(task)).isEqualTo(now.plus(Duration.ofSeconds(5)));
    assertThat(fixture.providers.earliestPoll(task.withCancellation(true, false))).isBefore(now);
    assertThat(fixture.providers.earliestPoll(running())).as("fal has none").isBeforeOrEqualTo(now);
    fixture.clock.advance(Duration.ofHours(-1));
    assertThat(fixture.providers.earliestPoll(task))
        .as("the clock was set back")
        .isBefore(now.minus(Duration.ofHours(1)));
  }

  private PollResult poll(Task task) {
    return fixture.providers.poll(task, ID);
  }

  private static Task cancelled() {
    return running().withCancellation(true, false);
  }

  private static Task running() {
    return running("fal", "veo3.1");
  }

  private static Task running(String provider, String model) {
    Offer offer = ProviderFixture.offer("apimart", "sora-2", GenerationMode.TEXT, 10);
    return ProviderFixture.running(
        ProviderFixture.task(
            TaskExamples.generate("a red fox"),
            new Offer(
                provider,
                model,
                GenerationMode.TEXT,
                8,
                null,
                null,
                offer.price(),
                offer.typical(),
                offer.hardDeadline(),
                false)),
        ID);
  }

  private static MockResponse json(int code, String body) {
    return new MockResponse(code, Headers.of("Content-Type", "application/json"), body);
  }
}
