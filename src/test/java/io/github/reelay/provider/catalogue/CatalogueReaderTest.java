package io.github.reelay.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.reelay.catalogue.Price;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CatalogueReaderTest {
  private static final ConfigFolder SHIPPED = new ConfigFolder(Path.of("config"));

  @Test
  void theShippedFileHasNoMistakes() {
    CatalogueReader.Result read = CatalogueReader.read(SHIPPED);

    assertThat(read.errors()).isEmpty();
    assertThat(read.catalogue().rows())
        .extracting(row -> row.provider() + "/" + row.model())
        .contains(
            "apimart/sora-2",
            "apimart/sora-2-pro",
            "apimart/sora-2-preview",
            "apimart/sora-2-pro-preview",
            "apimart-en/sora-2",
            "xcompute/sora-2",
            "xcompute/sora-2-pro",
            "modelverse/sora-2",
            "sandbox/sora-2",
            "sandbox/sandbox");
  }

  @Test
  void aRowCarriesTheDocumentsLimitsAndWords() {
    ModelRow row =
        CatalogueReader.read(SHIPPED)
            .catalogue()
            .find("apimart", "sora-2-pro-preview")
            .orElseThrow();

    assertThat(row.fromText().choices().durations()).containsExactly(4, 8, 12);
    assertThat(row.fromText().choices().aspects())
        .containsExactly(AspectRatio.LANDSCAPE, AspectRatio.PORTRAIT);
    assertThat(row.fromText().choices().resolutions())
        .containsExactly(Resolution.P720, Resolution.P1024);
    assertThat(row.fromText().wire().aspects()).containsEntry(AspectRatio.PORTRAIT, "portrait");
    assertThat(row.fromText().wire().resolutions())
        .isEqualTo(Map.of(Resolution.P720, "standard", Resolution.P1024, "high"));
    assertThat(row.fromText().wire().imageRule())
        .isEqualTo(
            new WireFormat.ImageRule(
                "image_urls",
                JsonNodeFactory.instance.arrayNode().add("$picture"),
                WireFormat.ImageTransfer.UPLOAD,
                false,
                true,
                false,
                new WireFormat.ImageBounds(10_000_000, 1, 100_000, Double.MAX_VALUE),
                1));
    assertThat(row.remix()).isEqualTo(RemixMode.LAST_FRAME);
    assertThat(
            row.price()
                .price(PriceTable.PricedVideo.usual(row, 8).withResolution(Resolution.P1024)))
        .contains(new Price.PerSecond(Money.of("0.30")));
    assertThat(row.times().hardDeadline()).isEqualTo(Duration.ofHours(3));
    assertThat(row.availability().retiredOn()).isEqualTo("2026-09-24");
  }

  @Test
  void retiredAndUnprovenRowsAreWarnedAbout() {
    Catalogue catalogue = CatalogueReader.read(SHIPPED).catalogue();

    assertThat(
            catalogue.warnings(
                List.of("modelverse", "apimart"), LocalDate.of(2026, 11, 20), ProvenModels.NONE))
        .satisfiesExactly(
            retired ->
                assertThat(retired)
                    .contains("modelverse: sora-2 (2026-09-24)", "apimart: sora-2-pro (2026-09-24)")
                    .doesNotContain("kling"),
            unproven ->
                assertThat(unproven).contains("apimart: seedance-2.0-mini").doesNotContain("sora"));
    assertThat(
            catalogue.warnings(List.of("modelverse"), LocalDate.of(2026, 9, 23), ProvenModels.NONE))
        .singleElement()
        .asString()
        .startsWith("unproven");
    assertThat(
            catalogue.warnings(List.of("sandbox"), LocalDate.of(2026, 11, 20), ProvenModels.NONE))
        .isEmpty();
  }

  @Test
  void everyMistakeIsToldAtOnceWithItsPath() {
    String text =
        """
        models:
          - provider: apimart
            model: a
            durations: [ten, 700]
            aspects: [wide]
            resolutions: {tall: low}
            price: 1.00
            price-per-second: 0.1
            remix: perhaps
            typical: soon
            colour: red
            picture: {by: pigeon, size: 3}
          - model: b
            durations: {from: 9, to: 3}
            aspects: []
            resolutions: [720p]
            remix: last-frame
            price: -1
        """;

    assertThat(CatalogueReader.read(text, "models.yaml").errors())
        .contains(
            "models.yaml: models[0].durations[0]: found \"ten\"; allowed: whole seconds",
            "models.yaml: models[0].aspects[0]: found \"wide\"; allowed: 16:9, 9:16, 1:1,"
                + " adaptive and the like",
            "models.yaml: models[0].resolutions: found tall; allowed: 720p, 1080p, 4k and the"
                + " like",
            "models.yaml: models[0].remix: found \"perhaps\"; allowed: true, last-frame, false",
            "models.yaml: models[0].typical: found \"soon\"; allowed: a time such as 90s, 20m, 24h",
            "models.yaml: models[0].picture.by: found \"pigeon\"; allowed: upload, link, file,"
                + " data-url, base64",
            "models.yaml: models[1].provider: missing; it is needed",
            "models.yaml: models[1].durations: needed: a list of seconds, or {from: 3, to: 15}",
            "models.yaml: models[1].price: cannot be less than nothing")
        .anyMatch(m -> m.startsWith("models.yaml: models[0].colour: is no key here; known: "))
        .anyMatch(m -> m.startsWith("models.yaml: models[0].picture.size: is no key here"))
        .anyMatch(m -> m.startsWith("models.yaml: models[1].remix: last-frame needs picture"));
  }

  @Test
  void mistakesOfOptionsAndTheirPricesAreTold() {
    String text =
        """
        models:
          - provider: apimart
            model: a
            durations: [5]
            aspects: none
            resolutions: [720p]
            options:
              loudness: {field: a}
              sound: {field: audio}
              watermark: {default: off}
              seed: {field: seed, max: many}
              style: {field: style}
              enhance: {field: e, default: perhaps, words: {on: 1, maybe: 2}}
            picture: {field: image, by: link}
            with-last-frame: {durations: [5]}
            with-references: {picture: {value: [$picture], most: 2}}
            price: {silent: 1}
        """;

    assertThat(CatalogueReader.read(text, "models.yaml").errors())
        .containsExactly(
            "models.yaml: models[0].options.loudness: is no option; there are sound, negative,"
                + " seed, watermark, enhance, style",
            "models.yaml: models[0].options.sound.default: needed: one of on, off",
            "models.yaml: models[0].options.watermark.field: missing; it is needed",
            "models.yaml: models[0].options.seed.max: found \"many\"; allowed: a whole number",
            "models.yaml: models[0].options.style.words: needed: the words to choose from",
            "models.yaml: models[0].options.enhance.words.maybe: allowed: on, off",
            "models.yaml: models[0].options.enhance.default: needed: one of on, off, maybe",
            "models.yaml: models[0].with-last-frame: needs $last-frame in picture.value or extra",
            "models.yaml: models[0].with-references: needs $reference in picture.value or extra",
            "models.yaml: models[0].price: has none for 5 s 720p, sound on");
  }

  @Test
  void aBrokenFileIsOneMistakeWithItsPlace() {
    assertThat(CatalogueReader.read("models: [", "models.yaml").errors()).hasSize(1);
    assertThat(CatalogueReader.read("models: []", "models.yaml").errors())
        .containsExactly("models.yaml: models: needed: at least one row");
  }

  @Test
  void aFileThatCannotBeReadIsNamed(@TempDir Path folder) throws IOException {
    Path file = Files.write(folder.resolve("models.yaml"), new byte[] {(byte) 0xff});

    assertThat(CatalogueReader.read(new ConfigFolder(folder)).errors())
        .singleElement()
        .asString()
        .startsWith(file + ": cannot be read");
  }
}
