package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.policy.ModelControl;
import io.github.reelay.policy.ProviderSwitches;
import io.github.reelay.policy.Rules;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.CatalogueReader;
import io.github.reelay.provider.catalogue.ProvenModels;
import io.github.reelay.testing.InMemoryRuleStore;
import io.github.reelay.testing.TaskExamples;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the operator switches is what people can have, at once and after a restart. */
class RowSwitchesTest {
  private static final Catalogue CATALOGUE =
      CatalogueReader.read(
              """
              models:
                - {provider: apimart, model: cheap, durations: [5], aspects: none, resolutions: [720p], picture: {field: p, by: base64}, price: 0.1, unproven: true}
                - {provider: apimart, model: dear, durations: [5], aspects: none, resolutions: [720p], picture: {field: p, by: base64}, price: 0.2}
                - {provider: apimart, model: Hidden, enabled: false, durations: [5], aspects: none, resolutions: [720p], price: 0.3}
                - {provider: apimart, model: unpriced, enabled: false, durations: [5], aspects: none, resolutions: [720p]}
                - {provider: xcompute, model: dear, durations: [5], aspects: none, resolutions: [720p], price: 0.2}
              """,
              "models.yaml")
          .catalogue();
  private static final Rules.Author AUTHOR = new Rules.Author("ann", "here");

  private final InMemoryRuleStore store = new InMemoryRuleStore();
  private ProviderFixture fixture = start(null);

  @Test
  void whatIsSwitchedOffPeopleCannotHaveAtOnce() {
    assertThat(offered()).containsExactly("cheap", "dear");

    assertThat(turn("apimart", "CHEAP", false)).isEqualTo(ModelControl.SwitchResult.SWITCHED);
    assertThat(offered()).containsExactly("dear");
    assertThat(check("cheap")).isInstanceOf(RequestCheck.RetiredModel.class);
    assertThat(fixture.providers.modelCatalogue().defaultModel()).contains("dear");

    turn("apimart", "dear", false);
    assertThat(offered()).as("the other provider has it").containsExactly("dear");
    turn("apimart", "cheap", true);
    assertThat(offered()).containsExactly("cheap", "dear");
  }

  @Test
  void aDefaultThatIsSwitchedOffIsNotReplacedByADearerOne() {
    fixture = start("cheap");
    turn("apimart", "cheap", false);
    assertThat(fixture.providers.modelCatalogue().defaultModel())
        .as("no model but the named one is its price")
        .contains("cheap");
    assertThat(fixture.providers.modelCatalogue().check(TaskExamples.generate("a"), null))
        .isNotInstanceOf(RequestCheck.Valid.class);
  }

  @Test
  void whatTheFileHidesCanBeSwitchedOn() {
    assertThat(turn("apimart", "hidden", true)).isEqualTo(ModelControl.SwitchResult.SWITCHED);
    assertThat(offered()).containsExactly("cheap", "dear", "Hidden");
    assertThat(check("hidden")).isInstanceOf(RequestCheck.Valid.class);
  }

  @ParameterizedTest
  @CsvSource({
    "apimart, unpriced, UNPRICED",
    "apimart, nothing, UNKNOWN",
    "nobody, cheap, UNKNOWN",
    "modelverse, cheap, UNKNOWN",
  })
  void whatCannotBeOfferedIsNotSwitchedOn(
      String provider, String model, ModelControl.SwitchResult result) {
    assertThat(turn(provider, model, true)).isEqualTo(result);
    assertThat(offered()).containsExactly("cheap", "dear");
    assertThat(store.all()).isEmpty();
  }

  @Test
  void switchesOutliveARestart() {
    turn("apimart", "cheap", false);
    turn("apimart", "Hidden", true);

    fixture = start(null);
    new ProviderSwitches(new Rules(store, fixture.clock), fixture.providers).restore();

    assertThat(offered()).containsExactly("dear", "Hidden");
  }

  @Test
  void theOperatorSeesEachRowAndWhenItWasProven() {
    fixture.proven =
        new ProvenModels(
            List.of(new ProvenModels.ProvenModel("apimart", "cheap", LocalDate.of(2026, 11, 28))),
            Map.of(),
            List.of());
    turn("apimart", "dear", false);

    assertThat(fixture.providers.models().models().getFirst().models())
        .satisfiesExactly(
            cheap -> {
              assertThat(cheap.enabled()).isTrue();
              assertThat(cheap.unproven()).isTrue();
              assertThat(cheap.proven()).isEqualTo("2026-11-28");
            },
            dear -> {
              assertThat(dear.enabled()).isFalse();
              assertThat(dear.proven()).isNull();
            },
            hidden -> assertThat(hidden.enabled()).isFalse(),
            unpriced -> assertThat(unpriced.enabled()).isFalse());
  }

  private ModelControl.SwitchResult turn(String provider, String model, boolean on) {
    return new ProviderSwitches(new Rules(store, fixture.clock), fixture.providers)
        .setModelEnabled(provider, model, on, AUTHOR);
  }

  private List<String> offered() {
    return fixture.providers.modelCatalogue().models().stream().map(ModelInfo::model).toList();
  }

  private RequestCheck check(String model) {
    return fixture
        .providers
        .modelCatalogue()
        .check(TaskExamples.generate("a fox").withModel(model), null);
  }

  private static ProviderFixture start(@Nullable String defaultModel) {
    return new ProviderFixture(
        CATALOGUE,
        ProviderFixture.allEntries(),
        new ProviderOptions(
            Duration.ofMinutes(2), 1 << 30, Duration.ofMinutes(10), defaultModel, false));
  }
}
