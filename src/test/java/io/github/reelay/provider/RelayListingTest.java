package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.policy.ModelControl;
import io.github.reelay.provider.catalogue.CatalogueReader;
import io.github.reelay.provider.catalogue.RowDraft;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.Alert;
import java.io.IOException;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a relay lists (docs/facts.md, "Relays: lists and prices"), and what becomes of our rows. */
class RelayListingTest {
  private final MockWebServer relay = new MockWebServer();
  private final Map<String, String> answers = new ConcurrentHashMap<>();
  private ProviderFixture fixture =
      new ProviderFixture(ProviderFixture.allEntries(), ProviderFixture.OPTIONS);

  @BeforeEach
  void start() throws IOException {
    relay.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            HttpUrl url = request.getUrl();
            String model = url.queryParameter("model");
            String body = answers.get(url.encodedPath() + (model == null ? "" : "=" + model));
            return new MockResponse(
                body == null ? 404 : 200,
                Headers.of("Content-Type", "application/json"),
                body == null ? "{\"error\":{\"code\":404,\"message\":\"unknown\"}}" : body);
          }
        });
    relay.start();
    fixture =
        new ProviderFixture(
            List.of(ProviderFixture.entry("apimart", "envelope", relay.url("/").toString())),
            ProviderFixture.OPTIONS);
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  /** As @openrouter/sdk 1.3.19 types it. */
  @Test
  void whatOpenRouterListsBecomesADraft() {
    answers.put(
        "/api/v1/videos/models",
        """
        {"data":[{"id":"google/veo-3.1","supported_durations":[4]},
          {"id":"alibaba/wan-2.7","supported_durations":[5,10],"supported_resolutions":["720p"],
           "supported_aspect_ratios":["16:9","1:1"],"supported_sizes":null,
           "pricing_skus":{"duration_seconds_720p":"0.10"}}]}
        """);

    List<RowDraft> drafts =
        ProviderCheck.drafts(
            ProviderFixture.SHIPPED,
            ProviderFixture.entry("openrouter", "openrouter", relay.url("/").toString()),
            InstantSource.fixed(ProviderFixture.START),
            LocalDate.of(2026, 11, 29));

    assertThat(drafts)
        .singleElement()
        .extracting(RowDraft::yaml)
        .asString()
        .contains(
            "model: \"alibaba/wan-2.7\"",
            "durations: [5, 10]",
            "aspects: [\"16:9\", \"1:1\"]\n    aspect-field: aspect_ratio",
            "resolutions: {720p: \"720p\"}\n    resolution-field: resolution",
            "# pricing_skus: {\"duration_seconds_720p\":\"0.10\"}");
  }

  @Test
  void aRowThatTheRelayHasDroppedIsOutBeforeSomebodyAsksForItAndComesBackWithTheList() {
    list(offered().stream().filter(name -> !name.equals("kling-v3")).toList());
    fixture.providers.refreshModels();
    fixture.providers.refreshModels();

    assertThat(models()).doesNotContain("kling-v3").contains("seedance-2.0-mini");
    assertThat(fixture.alerts)
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.kind()).isEqualTo(Alert.Kind.MODEL_UNLISTED);
          assertThat(alert.subject()).isEqualTo("apimart/kling-v3");
        });
    assertThat(
            fixture
                .providers
                .modelCatalogue()
                .check(TaskExamples.generate("a fox").withModel("kling-v3"), null))
        .isInstanceOf(RequestCheck.RetiredModel.class);

    list(offered());
    fixture.providers.refreshModels();
    assertThat(models()).contains("kling-v3");
  }

  @Test
  void ofWhatItsMakerHasSwitchedOffNobodyIsToldAgain() {
    list(List.of("seedance-2.0-mini", "kling-v3"));
    fixture.providers.refreshModels();

    assertThat(models()).containsExactly("seedance-2.0-mini", "kling-v3");
    assertThat(fixture.alerts)
        .extracting(Alert::subject)
        .contains("apimart/MiniMax-H3")
        .noneMatch(subject -> subject.contains("sora"));
  }

  @Test
  void theOperatorSeesWhatTheLastLookFoundOtherwise() {
    list(
        Stream.concat(
                offered().stream().filter(name -> !name.equals("MiniMax-H3")),
                Stream.of("kling-v9"))
            .toList());
    price("kling-v3", "per_second", "{\"STD\":0.0672,\"PRO\":0.0999,\"4K\":0.42856}");
    fixture.providers.refreshModels();

    ModelControl.ProviderModels apimart = fixture.providers.models().models().getFirst();
    assertThat(apimart.withoutRow()).containsExactly("kling-v9");
    assertThat(apimart.models().stream().filter(one -> one.enabled() && one.lacking()))
        .extracting(ModelControl.ModelStatus::model)
        .containsExactly("MiniMax-H3");
    assertThat(apimart.models().stream().filter(one -> one.otherPrices() != null))
        .singleElement()
        .satisfies(one -> {
          assertThat(one.model()).isEqualTo("kling-v3");
          assertThat(one.otherPrices()).isEqualTo("1080p 0.0999 ≠ 0.0896");
        });
    assertThat(apimart.models())
        .filteredOn(one -> one.model().equals("sora-2"))
        .allMatch(ModelControl.ModelStatus::retired);

    fixture.providers.models().setEnabled("apimart", "MiniMax-H3", true);
    assertThat(models()).as("the operator knows better than the list").contains("MiniMax-H3");
    fixture.providers.refreshModels();
    assertThat(models()).as("until the list is read again").doesNotContain("MiniMax-H3");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{}",
        "{\"data\":[]}",
        "{\"data\":null}",
        "<html>",
        "{\"success\":false}",
        "{\"data\":[{\"id\":\"gpt-5\",\"category\":\"text\"}]}"
      })
  void aListWithoutAnyModelOfOursSaysNothing(String answer) {
    answers.put("/v1/models", answer);
    fixture.providers.refreshModels();

    assertThat(models()).contains("kling-v3", "seedance-2.0-mini");
    assertThat(fixture.alerts).isEmpty();
  }

  @Test
  void checkTellsWhatTheRelayHasOtherwise() {
    list(
        Stream.concat(
                offered().stream().filter(name -> !name.equals("MiniMax-H3")),
                Stream.of("kling-v9"))
            .toList());
    price("kling-v3", "per_second", "{\"STD\":0.0672,\"PRO\":0.0999,\"4K\":0.42856}");
    price("seedance-2.0-mini", "per_second", "{\"480P\":0.01056,\"720P\":0.02288}");
    price("wan3.0-video", "per_call", "{\"720P\":9}");

    assertThat(
            ProviderCheck.check(
                    ProviderFixture.SHIPPED,
                    ProviderFixture.entry("apimart", "envelope", relay.url("/").toString()),
                    InstantSource.system())
                .differences())
        .satisfiesExactly(
            lacking -> assertThat(lacking).startsWith("does not list MiniMax-H3:"),
            unknown -> assertThat(unknown).isEqualTo("has video models without a row: kling-v9"),
            price ->
                assertThat(price)
                    .isEqualTo("kling-v3 costs 1080p 0.0999, the row 0.0896 per second"));
  }

  @Test
  void aModelWithoutARowIsDraftedFromWhatTheRelayTells() {
    list(Stream.concat(offered().stream(), Stream.of("kling-v9", "wan9: x")).toList());
    price("wan9: x", "per_call", "{\"720P\":0.2}");
    price("kling-v9", "per_second", "{\"720P\":0.05,\"PRO\":0.1}");
    answers.put(
        "/v1/model-schema=kling-v9",
        """
        {"input_schema":{"properties":{"duration":{"minimum":3,"maximum":15},"aspect_ratio":{"enum":["16:9","odd"]},\
        "resolution":{"enum":["720P","1080P"]},"image_urls":{}}}}\
        """);

    List<String> drafts =
        ProviderCheck.drafts(
                ProviderFixture.SHIPPED,
                ProviderFixture.entry("apimart", "envelope", relay.url("/").toString()),
                InstantSource.system(),
                LocalDate.of(2026, 11, 28))
            .stream()
            .map(RowDraft::yaml)
            .toList();

    assertThat(drafts)
        .first()
        .asString()
        .isEqualTo(
            """
              - provider: apimart
                model: "kling-v9"
                source: "the relay's list (2026-11-28)"
                enabled: false   # read its page, complete the row, then take this out
                unproven: true
                durations: {from: 3, to: 15}
                aspects: ["16:9"]
                aspect-field: aspect_ratio
                resolutions: {720p: "720P", 1080p: "1080P"}
                resolution-field: resolution
                # picture: {field: image_urls, by: upload, …}; see the page
                price-per-second: {720p: 0.05}
                # billing_type: "per_second"
                # paid_price: 1
                # resolution_paid_prices: {"720P":0.05,"PRO":0.1}
            """);
    assertThat(drafts).hasSize(2);
    assertThat(drafts.getLast())
        .as("the price of the shortest video is none")
        .contains("# resolution_paid_prices: {\"720P\":0.2}")
        .doesNotContain("  price");
    assertThat(CatalogueReader.read("models:\n" + drafts.getLast(), "models.yaml").errors())
        .as("a draft of what is told nothing of is a row all the same")
        .isEmpty();
    assertThat(CatalogueReader.read("models:\n" + drafts.getFirst(), "models.yaml").errors())
        .singleElement()
        .asString()
        .as("what the relay does not price is for the operator to see")
        .contains("price: has none for 3 s 1080p");
  }

  private void price(String model, String billing, String paid) {
    answers.put(
        "/api/pricing/model=" + model,
        "{\"success\":true,\"data\":{\"billing_type\":\"%s\",\"paid_price\":1,\"resolution_paid_prices\":%s}}"
            .formatted(billing, paid));
  }

  private void list(List<String> names) {
    answers.put(
        "/v1/models",
        names.stream()
            .map(name -> "{\"id\":\"" + name + "\",\"category\":\"video\"}")
            .collect(Collectors.joining(",", "{\"data\":[", "]}")));
  }

  private static List<String> offered() {
    return ProviderFixture.SHIPPED.offeredBy("apimart").stream()
        .map(row -> row.fromText().wire().model())
        .toList();
  }

  private List<String> models() {
    return fixture.providers.modelCatalogue().models().stream().map(ModelInfo::model).toList();
  }
}
