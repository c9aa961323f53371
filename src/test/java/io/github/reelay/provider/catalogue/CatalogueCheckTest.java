package io.github.reelay.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.STRING;

import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class CatalogueCheckTest {
  private static final String ENVELOPE_ROW =
      """
      relays:
        one: {upload-path: /v1/uploads/images}
      models:
        - provider: one
          model: m
          durations: [5]
          aspects: ["16:9", "9:16"]
          aspect-field: aspect_ratio
          resolutions: [720p]
          picture: {field: image_urls, by: upload}
          price: 1.00
      """;
  private static final String OPENAI_ROW =
      """
      models:
        - provider: two
          model: m
          durations: [5]
          aspects: ["16:9", "9:16"]
          resolutions: [720p]
          size-field: size
          sizes: {720p: {"16:9": 1280x720, "9:16": 720x1280}}
          picture: {field: input_reference, by: file}
          price: 1.00
      """;

  private static List<String> errors(String yaml) {
    CatalogueReader.Result read = CatalogueReader.read(yaml, "models.yaml");
    assertThat(read.errors()).isEmpty();
    return CatalogueCheck.errors(
        read.catalogue(),
        Map.of("one", dialect("envelope"), "two", dialect("openai")),
        "models.yaml");
  }

  private static Dialect dialect(String name) {
    return Dialects.find(name).orElseThrow();
  }

  @Test
  void rowsThatSendWhatTheyOfferAreRight() {
    assertThat(errors(ENVELOPE_ROW)).isEmpty();
    assertThat(errors(OPENAI_ROW)).isEmpty();
  }

  @Test
  void soAreTheShippedOnes() throws IOException {
    String shipped = Files.readString(Path.of("config/models.yaml"));
    Catalogue catalogue = CatalogueReader.read(shipped, "models.yaml").catalogue();
    Map<String, Dialect> dialects = new HashMap<>(Dialects.shipped().byName());
    dialects.putAll(
        Map.of(
            "apimart", dialect("envelope"),
            "apimart-en", dialect("envelope"),
            "xcompute", dialect("envelope"),
            "sandbox", dialect("envelope"),
            "modelverse", dialect("openai")));
    assertThat(CatalogueCheck.errors(catalogue, dialects, "models.yaml")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "provider: one            | provider: three               | no provider is called three",
        "  one: {upload           | '  three: {upload'            | no provider is called three",
        "by: upload               | by: file                      | is sent in forms only",
        "    aspect-field: aspect_ratio | '    size-field: size'  | sizes has none for 720p 16:9",
        "aspect-field: aspect_ratio | title: M                    | several aspects need"
            + " aspect-field",
        "resolutions: [720p]      | 'resolutions: [720p, 1080p]'  | several resolutions need",
        "price: 1.00              | 'replacement: gone\n"
            + "    price: 1.00' | replacement gone is no model",
        "{upload-path: /v1/uploads/images} | '{balance-path: /b}' | needs relays.one.upload-path",
      })
  void anEnvelopeRowThatWouldBuySomethingElseIsRefused(String from, String to, String problem) {
    String yaml = ENVELOPE_ROW.replace(from.strip(), to.strip().replace("\\n", "\n"));
    assertThat(yaml).isNotEqualTo(ENVELOPE_ROW);
    assertThat(errors(yaml)).anyMatch(e -> e.startsWith("models.yaml: ") && e.contains(problem));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "size-field: size         | aspect-field: aspect_ratio    | not sent in the openai dialect",
        "size-field: size         | title: M                      | need size-field",
        "', \"9:16\": 720x1280'    | ''                            | sizes has none for 720p 9:16",
        "by: file                 | by: upload                    | needs relays.two.upload-path",
      })
  void aFormRowThatWouldBuySomethingElseIsRefused(String from, String to, String problem) {
    String yaml = OPENAI_ROW.replace(from, to == null ? "" : to);
    assertThat(yaml).isNotEqualTo(OPENAI_ROW);
    assertThat(errors(yaml)).anyMatch(e -> e.startsWith("models.yaml: ") && e.contains(problem));
  }

  @Test
  void aRemixForWhichTheDialectHasNoWayIsRefused() {
    assertThat(errors(ENVELOPE_ROW + "    remix: true\n")).isEmpty();
    assertThat(errors(ENVELOPE_ROW + "    remix: true\n    dialect: tasks\n"))
        .singleElement(STRING)
        .contains("tasks dialect has no call for it");
    assertThat(errors(OPENAI_ROW + "    remix: true\n    with-remix: {extra: {of: $source}}\n"))
        .singleElement(STRING)
        .contains("$source is not sent in the openai dialect");
  }
}
