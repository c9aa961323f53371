package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.CatalogueReader;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.testing.InMemoryDurationStore;
import io.github.reelay.testing.InMemoryTaskStore;
import io.github.reelay.testing.ManualDelayedExecutor;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.Tracker;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import io.github.reelay.tracking.port.TrackerListener;
import io.github.reelay.tracking.simulation.SimMedia;
import io.github.reelay.tracking.simulation.Simulation;
import io.github.reelay.tracking.state.ConcurrencyLimits;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What follows from a relay's error: for the row, for the default, for the account. */
class ErrorConsequencesTest {
  private static final VideoRequest FOX = TaskExamples.generate("a red fox");
  private static final String NO_CHANNEL =
      "{\"error\":{\"code\":\"model_not_found\",\"type\":\"new_api_error\","
          + "\"message\":\"No available channel for model sora-2 under group default\"}}";
  private static final String NO_MONEY =
      "{\"error\":{\"code\":402,\"message\":\"Insufficient balance\"}}";
  private static final String ACCEPTED = "{\"data\":[{\"task_id\":\"task_1\"}]}";

  private final MockWebServer first = new MockWebServer();
  private final MockWebServer second = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    first.start();
    second.start();
  }

  @AfterEach
  void stop() {
    first.close();
    second.close();
  }

  private ProviderFixture fixture() {
    return fixture(ProviderFixture.SHIPPED);
  }

  private ProviderFixture fixture(Catalogue catalogue) {
    return new ProviderFixture(
        catalogue,
        List.of(
            ProviderFixture.entry("apimart", "envelope", first.url("/").toString()),
            ProviderFixture.entry("xcompute", "envelope", second.url("/").toString())),
        ProviderFixture.OPTIONS);
  }

  private static void answer(MockWebServer server, int status, String body) {
    server.enqueue(new MockResponse.Builder().code(status).body(body).build());
  }

  @Test
  void aRowWithoutAChannelIsOutAndTheNextProviderIsAskedAtOnce() {
    ProviderFixture fixture = fixture();
    Task task = fixture.task(FOX);
    InMemoryTaskStore store = new InMemoryTaskStore();
    store.put(task.withStatus(TaskStateExamples.in(TaskStateExamples.QUEUED).status()));
    Tracker tracker = tracker(fixture, store);
    answer(first, 503, NO_CHANNEL);
    answer(second, 200, ACCEPTED);

    tracker.run(task.id());
    tracker.run(task.id());

    assertThat(store.get(task.id()).state()).isInstanceOf(TaskState.Running.class);
    assertThat(store.get(task.id()).offer().provider()).isEqualTo("xcompute");
    assertThat(first.getRequestCount()).isEqualTo(1);
    assertThat(second.getRequestCount()).isEqualTo(1);
    assertThat(fixture.alerts)
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.kind()).isEqualTo(Alert.Kind.MODEL_RETIRED);
          assertThat(alert.subject()).isEqualTo("apimart/sora-2");
          assertThat(alert.detail()).contains("No available channel");
        });
  }

  @Test
  void aRowIsOutForHalfAnHourAndNothingElseWithIt() {
    ProviderFixture fixture = fixture();
    answer(
        first,
        403,
        "{\"error\":{\"type\":\"new_api_error\",\"message\":\"no access to model sora-2\"}}");

    fixture.submit(fixture.task(FOX), null);

    assertThat(fixture.providers.isHealthy("apimart")).isTrue();
    assertThat(fixture.providers.retiredModels("apimart")).containsExactly("sora-2");
    assertThat(providersOf(fixture, FOX.withModel("sora-2-pro"))).startsWith("apimart");
    assertThat(providersOf(fixture, FOX)).containsExactly("xcompute");

    fixture.clock.advance(RetiredModels.RETRY_DELAY);
    assertThat(providersOf(fixture, FOX)).containsExactly("apimart", "xcompute");
    assertThat(fixture.providers.retiredModels("apimart")).isEmpty();
  }

  @Test
  void switchingAProviderOnByHandBringsItsRowsBack() {
    ProviderFixture fixture = fixture();
    answer(first, 503, NO_CHANNEL);
    fixture.submit(fixture.task(FOX), null);

    fixture.providers.setEnabled("apimart", true);

    assertThat(providersOf(fixture, FOX)).startsWith("apimart");
  }

  @Test
  void aValueTheModelDoesNotDoIsThePersonsToChangeAndRetiresNothing() {
    ProviderFixture fixture = fixture();
    answer(first, 400, "{\"error\":{\"message\":\"test-key: 该模型不支持此时长,请选择 10 秒\"}}");

    assertThat(fixture.submit(fixture.task(FOX), null))
        .isInstanceOfSatisfying(
            SubmitResult.Refused.class,
            refused -> {
              assertThat(refused.failure().kind()).isEqualTo(FailureKind.INVALID_REQUEST);
              assertThat(refused.failure().sentence()).isEqualTo("***: 该模型不支持此时长,请选择 10 秒");
              assertThat(refused.failure().detail()).doesNotContain("test-key");
            });
    assertThat(providersOf(fixture, FOX)).containsExactly("apimart", "xcompute");
    assertThat(fixture.alerts).isEmpty();
  }

  @Test
  void theDefaultNeverMovesToADearerModelByItself() {
    ProviderFixture fixture = fixture(catalogue("price-per-second: 0.45", "price-per-second: 0.1"));
    answer(first, 503, NO_CHANNEL);

    fixture.submit(fixture.task(FOX), null);

    assertThat(fixture.providers.modelCatalogue().models())
        .extracting(ModelInfo::model)
        .containsExactly("other");
    assertThat(fixture.providers.modelCatalogue().defaultModel()).contains("sora-2");
    assertThat(fixture.providers.modelCatalogue().check(FOX, null))
        .isEqualTo(new RequestCheck.RetiredModel("sora-2", List.of("other")));
    assertThat(fixture.providers.offers(FOX, null)).isEmpty();
    assertThat(fixture.providers.offers(FOX.withModel("other"), null))
        .as("who names it may have it")
        .hasSize(1);
  }

  /** A whole video of the other costs less, a short one more. */
  @Test
  void dearerIsDearerAtAnyLength() {
    ProviderFixture fixture = fixture(catalogue("price: 0.5", "price-per-second: 0.1"));
    answer(first, 503, NO_CHANNEL);

    fixture.submit(fixture.task(FOX), null);

    assertThat(fixture.providers.offers(FOX, null)).isEmpty();
  }

  @Test
  void theDefaultMayMoveToAModelThatCostsNoMore() {
    ProviderFixture fixture = fixture(catalogue("price-per-second: 0.1", "price-per-second: 0.1"));
    answer(first, 503, NO_CHANNEL);

    fixture.submit(fixture.task(FOX), null);

    assertThat(fixture.providers.modelCatalogue().defaultModel()).contains("other");
    assertThat(fixture.providers.offers(FOX, null))
        .extracting(Offer::model)
        .containsExactly("other");
  }

  @Test
  void anEmptyAccountComesBackWhenItsBalanceSaysSo() {
    ProviderFixture fixture = fixture();
    answer(first, 403, "{\"error\":{\"code\":\"insufficient_user_quota\"}}");
    fixture.submit(fixture.task(FOX), null);
    assertThat(fixture.alerts).extracting(Alert::kind).containsExactly(Alert.Kind.PROVIDER_BALANCE);

    for (int minutes = 0; minutes < 20; minutes += 2) {
      fixture.clock.advance(Duration.ofMinutes(2));
      answer(first, 200, "{\"success\":true,\"remain_balance\":0}");
      fixture.providers.refreshBalances();
      assertThat(fixture.providers.isHealthy("apimart")).as("after %d minutes", minutes).isFalse();
    }
    answer(first, 200, "{\"success\":true,\"remain_balance\":25}");
    fixture.providers.refreshBalances();
    assertThat(fixture.providers.isHealthy("apimart")).isTrue();

    int asked = first.getRequestCount();
    fixture.providers.refreshBalances();
    assertThat(first.getRequestCount()).as("nobody is asked who is not paused").isEqualTo(asked);
  }

  @Test
  void theOperatorIsToldWhatRefusedWhereItWasNotTheRelay() {
    ProviderFixture fixture = fixture();
    answer(
        first,
        403,
        "<!DOCTYPE html>\n"
            + "<html><head><TITLE>Attention Required! | Cloudflare</TITLE></head></html>");
    fixture.submit(fixture.task(FOX), null);
    assertThat(fixture.alerts)
        .extracting(Alert::detail)
        .containsExactly("403 a web page, not the relay: Attention Required! | Cloudflare");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "''|401 an empty answer",
        "error code: 1020|401 error code: 1020",
        "{}|401 without a reason",
        "{\"error\":{\"code\":\"\"}}|401 without a reason",
        "<html><body>no title</body></html>|401 a web page, not the relay"
      })
  void noAlertIsWithoutAReason(String body, String detail) {
    ProviderFixture fixture = fixture();
    answer(first, 401, body);
    fixture.submit(fixture.task(FOX), null);
    assertThat(fixture.alerts).extracting(Alert::detail).containsExactly(detail);
  }

  /** The rest is too little for a video, or the account is locked although it has money. */
  @Test
  void moneyThatWasNotEnoughOnceIsNotEnoughAgain() {
    ProviderFixture fixture = fixture();
    Task task = fixture.task(FOX);
    String little = "{\"success\":true,\"remain_balance\":0.05}";
    answer(first, 402, NO_MONEY);
    fixture.submit(task, null);
    answer(first, 200, little);
    fixture.providers.refreshBalances();
    answer(first, 402, NO_MONEY);
    fixture.submit(task, null);

    for (int minutes = 0; minutes < 58; minutes += 2) {
      fixture.clock.advance(Duration.ofMinutes(2));
      answer(first, 200, little);
      fixture.providers.refreshBalances();
      assertThat(fixture.providers.isHealthy("apimart")).isFalse();
    }
    fixture.clock.advance(Duration.ofMinutes(2));
    answer(first, 200, little);
    fixture.providers.refreshBalances();
    assertThat(fixture.providers.isHealthy("apimart")).as("tried again after an hour").isTrue();
  }

  @Test
  void withoutABalanceToAskForAPauseRunsOut() {
    ProviderFixture fixture = fixture();
    fixture.providers.setEnabled("apimart", false);
    answer(second, 402, NO_MONEY);
    fixture.submit(fixture.task(FOX), null);
    fixture.providers.refreshBalances();
    assertThat(fixture.providers.isHealthy("xcompute")).isFalse();
    assertThat(second.getRequestCount()).isEqualTo(1);

    fixture.clock.advance(Duration.ofMinutes(5));
    assertThat(fixture.providers.isHealthy("xcompute")).isTrue();
  }

  @Test
  void anErrorFromTheContentRouteIsNoFileWhateverItsStatus() {
    ProviderFixture fixture =
        new ProviderFixture(
            List.of(ProviderFixture.entry("modelverse", "openai", first.url("/").toString())),
            ProviderFixture.OPTIONS);
    Task running = ProviderFixture.running(fixture.task(FOX), "video_1");
    fixture.clock.advance(Duration.ofMinutes(31));
    for (String body :
        List.of(
            "{\"error\":{\"message\":\"task is not completed yet, current status: Pending\"}}",
            "<html>please wait</html>",
            "\uFEFF{\"error\":{\"message\":\"not ready\"}}",
            "Video is not ready yet",
            "视频还没有准备好",
            "")) {
      answer(first, 200, "{\"id\":\"video_1\",\"status\":\"in_progress\",\"progress\":99}");
      answer(first, 200, body);
      assertThat(fixture.providers.poll(running, "video_1"))
          .as(body)
          .isInstanceOf(PollResult.Working.class);
    }
    answer(first, 200, "{\"id\":\"video_1\",\"status\":\"in_progress\",\"progress\":99}");
    answer(first, 200, "\0\0\0\u0018ftypisom");
    assertThat(fixture.providers.poll(running, "video_1")).isInstanceOf(PollResult.Done.class);
  }

  private static List<String> providersOf(ProviderFixture fixture, VideoRequest request) {
    return fixture.providers.offers(request, null).stream().map(Offer::provider).toList();
  }

  /** The usual default, and another model behind it at the prices given. */
  private static Catalogue catalogue(String priceOfOther, String priceOfDefault) {
    return CatalogueReader.read(
            """
            models:
              - {provider: apimart, model: sora-2, replacement: other, durations: [4, 12],
                 default-duration: 12, aspects: ["16:9"], resolutions: [720p], %s}
              - {provider: apimart, model: other, durations: [4, 12], default-duration: 12,
                 aspects: ["16:9"], resolutions: [720p], %s}
            """
                .formatted(priceOfDefault, priceOfOther),
            "models.yaml")
        .catalogue();
  }

  private static Tracker tracker(ProviderFixture fixture, InMemoryTaskStore store) {
    return new Tracker(
        new Tracker.Dependencies(
            store,
            new InMemoryDurationStore(),
            (_, _) -> {},
            new ManualDelayedExecutor(fixture.clock),
            fixture.providers,
            new SimMedia(new Simulation(1)),
            Map.of(),
            ConcurrencyLimits.UNLIMITED,
            TaskStateExamples.CONFIG,
            fixture.clock,
            "this-run",
            TrackerListener.NONE));
  }
}
