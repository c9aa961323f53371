package io.github.reelay.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.config.ConfigFolder;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

class CataloguePageTest {
  private static final Catalogue SHIPPED =
      CatalogueReader.read(new ConfigFolder(Path.of("config"))).catalogue();

  @Test
  void thePageInTheDocumentationIsOfTheShippedCatalogue() {
    assertThat(Path.of("docs/models.md"))
        .as("stale: ./reelay models page > docs/models.md")
        .content()
        .isEqualTo(CataloguePage.markdown(SHIPPED));
  }

  @Test
  void everyRowIsToldWithWhereItComesFrom() {
    assertThat(SHIPPED.rows())
        .filteredOn(row -> !row.provider().equals("sandbox"))
        .allSatisfy(row -> assertThat(row.availability().source()).isNotBlank());
    assertThat(CataloguePage.markdown(SHIPPED).lines().filter(line -> line.startsWith("| `")))
        .hasSameSizeAs(SHIPPED.rows());
  }

  @Test
  void aLineSaysWhatCanBeChosenAndWhatItCosts() {
    String text =
        """
        models:
          - provider: p
            model: a|b
            source: a page (2026-11-28)
            unproven: true
            durations: {from: 3, to: 15, auto: -1}
            default-duration: 5
            aspects: ["16:9", "9:16"]
            aspect-field: size
            resolutions: [720p, 1080p]
            resolution-field: resolution
            picture: {field: images, by: link}
            with-last-frame: {picture: {value: [$picture, $last-frame]}}
            with-references: {picture: {value: [$reference], most: 4}}
            options:
              sound: {field: audio, default: off}
              seed: {field: seed}
            price-per-second: {720p: {silent: 0.1, sound: 0.2}, 1080p: 0.3}
          - provider: p
            model: c
            enabled: false
            retired-on: 2026-09-24
            replacement: a|b
            durations: [4, 8]
            aspects: none
            resolutions: [720p]
        """;
    CatalogueReader.Result read = CatalogueReader.read(text, "models.yaml");
    assertThat(read.errors()).isEmpty();

    assertThat(CataloguePage.markdown(read.catalogue()).lines().filter(l -> l.startsWith("| `")))
        .containsExactly(
            "| `a\\|b` | 3–15, **5**, or the model's | 16:9, 9:16 | 720p, 1080p | first frame, last"
                + " frame, up to 4 references, by link | sound (off), seed | 720p sound off 0.10/s;"
                + " 720p sound on 0.20/s; 1080p 0.30/s | yes, unproven | a page (2026-11-28) |",
            "| `c` | **4**, 8 |  | 720p | none |  |  | retired 2026-09-24, no: without a price,"
                + " instead: `a\\|b` |  |");
  }
}
