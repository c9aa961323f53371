package io.github.reelay.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.reelay.task.option.VideoOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of models.yaml says what the reader says. */
class CatalogueSchemaTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final JsonNode SCHEMA = read(Path.of("config/models.schema.json"));
  private static final Schema VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(SCHEMA);
  private static final Pattern KNOWN = Pattern.compile("surplus: is no key here; known: (.*)");

  /** A row that has everything; {@code @} marks where a line may be added. */
  private static final String ROW =
      """
      relays:
        apimart:
          tells-cost: true
      models:
        - provider: apimart
          model: m
          durations: {from: 3, to: 5}
          aspects: ["16:9", "9:16"]
          aspect-field: size
          resolutions: {720p: std, 1080p: pro}
          resolution-field: mode
          price: 1
          price-per-picture: {each: 1}
          limits:
            - when: {resolutions: [1080p]}
              only: {durations: [5]}
          picture:
            field: images
            by: base64
          options:
            sound: {field: audio, default: off}
            negative: {field: negative}
            seed: {field: seed}
            style: {field: style, words: [a, b]}
          with-picture: {}
          with-last-frame: {picture: {value: [$picture, $last-frame]}}
          with-references: {picture: {value: [$reference]}}
          with-remix: {}
      """;

  @Test
  void everyShippedRowIsAsTheSchemaSays() throws IOException {
    String shipped = Files.readString(Path.of("config/models.yaml"));

    assertThat(shipped).startsWith("# yaml-language-server: $schema=models.schema.json\n");
    assertThat(VALIDATOR.validate(YAML.readTree(shipped))).isEmpty();
  }

  /** Who follows the page step by step has a row. */
  @Test
  void theRowOfTheDocumentationIsOne() throws IOException {
    String page = Files.readString(Path.of("docs/adding-a-model.md"));
    String section = page.substring(page.indexOf("## A page becomes a row"), page.indexOf("\n8. "));
    String row =
        Pattern.compile("(?s) {3}```yaml\n(.*?)```")
            .matcher(section)
            .results()
            .map(block -> block.group(1).replaceAll("(?m)^ {3}", ""))
            .collect(Collectors.joining("", "models:\n", ""));

    CatalogueReader.Result read = CatalogueReader.read(row, "models.yaml");
    assertThat(read.errors()).isEmpty();
    assertThat(read.catalogue().rows()).extracting(ModelRow::model).containsExactly("wan2.7");
    assertThat(VALIDATOR.validate(YAML.readTree(row))).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/properties | 'relays:' | '' ",
        "/$defs/relay/properties | '    tells-cost: true' | '    '",
        "/$defs/row/properties | '    model: m' | '    '",
        "/$defs/durations/anyOf/1/properties | '{from: 3' | in",
        "/$defs/limit/properties | '      - when: {resolutions: [1080p]}' | '        '",
        "/$defs/selection/properties | '{resolutions: [1080p]' | in",
        "/$defs/pictureChange/properties | '      field: images' | '      '",
        "/$defs/row/properties/price-per-picture/anyOf/0/properties | '{each: 1' | in",
        "/$defs/switch/properties | '{field: audio, default: off' | in",
        "/$defs/options/properties/negative/anyOf/0/properties | '{field: negative' | in",
        "/$defs/options/properties/seed/anyOf/0/properties | '{field: seed' | in",
        "/$defs/options/properties/style/anyOf/0/properties | '{field: style, words: [a, b]' | in",
        "/$defs/change/properties | 'with-picture: {' | in",
        "/$defs/change/properties | 'with-last-frame: {picture: {value: [$picture, $last-frame]}' |"
            + " in",
        "/$defs/change/properties | 'with-references: {picture: {value: [$reference]}' | in",
        "/$defs/change/properties | 'with-remix: {' | in",
      })
  void theKeysOfTheReaderAreThoseOfTheSchema(String at, String after, String how) {
    String added = how.equals("in") ? (after.endsWith("{") ? "" : ", ") + "surplus: 1" : "";
    String text =
        how.equals("in")
            ? ROW.replace(after, after + added)
            : ROW.replace(
                after, how.isEmpty() ? "surplus: 1\n" + after : after + "\n" + how + "surplus: 1");

    assertThat(SCHEMA.at(at).isObject()).as(at).isTrue();
    assertThat(knownKeys(text)).containsExactlyInAnyOrderElementsOf(keys(SCHEMA.at(at)));
  }

  @Test
  void theOptionsOfTheReaderAreThoseOfTheSchema() {
    assertThat(keys(SCHEMA.at("/$defs/options/properties")))
        .containsExactlyInAnyOrderElementsOf(
            Stream.of(VideoOption.values())
                .filter(VideoOption::isRowOption)
                .map(VideoOption::word)
                .toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "model: m => model: 2.5",
        "{each: 1} => {each: 0}",
        "{each: 1} => {above: 5}",
        "{each: 1} => {above: 5, each: 0.02}",
        "{each: 1} => none",
        "{each: 1} => 1",
        "model: m => model: ''",
        "model: m => model: [m]",
        "model: m => {}",
        "provider: apimart => provider: none",
        "{from: 3, to: 5} => [5, 3]",
        "{from: 3, to: 5} => ['5']",
        "{from: 3, to: 5} => []",
        "{from: 3, to: 5} => none",
        "{from: 3, to: 5} => 5",
        "{from: 3, to: 5} => [0, 5]",
        "{from: 3, to: 5} => [601]",
        "{from: 3, to: 5} => [2.5]",
        "{from: 3, to: 5} => [ten]",
        "{from: 3, to: 5} => {from: 3}",
        "{from: 3, to: 5} => {from: 3, to: 5, auto: -1}",
        "[\"16:9\", \"9:16\"] => none",
        "[\"16:9\", \"9:16\"] => []",
        "[\"16:9\", \"9:16\"] => [wide]",
        "[\"16:9\", \"9:16\"] => [Portrait, ADAPTIVE, 4x3]",
        "[\"16:9\", \"9:16\"] => {'16:9': landscape, adaptive: none}",
        "[\"16:9\", \"9:16\"] => 16:9",
        "{720p: std, 1080p: pro} => [720, 1080P, 4K]",
        "{720p: std, 1080p: pro} => [1080p, 540p]",
        "{720p: std, 1080p: pro} => [3k]",
        "{720p: std, 1080p: pro} => {tall: x}",
        "price: 1 => price: '0.10'",
        "price: 1 => price: -1",
        "price: 1 => price: one",
        "price: 1 => price: 1e-2",
        "price: 1 => price: {720p: {3: 1, 4: 2, 5: 3}, 1080p: 4}",
        "price: 1 => price: {silent: 1, sound: {text: 1, picture: 2}}",
        "price: 1 => price: {loud: 1, silent: 2}",
        "price: 1 => price-per-second: 0.5",
        "price: 1 => enabled: false",
        "price: 1 => title: x",
        "price: 1 => {price: 1, price-per-second: 2}",
        "price: 1 => {price: 1, price-per-second: 2, enabled: false}",
        "price: 1 => {price: 1, enabled: maybe}",
        "price: 1 => {price: 1, unproven: 'true', retired-on: 2026-09-24, replacement: m}",
        "price: 1 => {price: 1, retired-on: soon}",
        "price: 1 => {price: 1, dialect: tasks}",
        "price: 1 => {price: 1, dialect: [tasks]}",
        "price: 1 => {price: 1, prompt-max: 5000, prompt-field: none, duration-type: text}",
        "price: 1 => {price: 1, prompt-max: many}",
        "price: 1 => {price: 1, duration-type: words}",
        "price: 1 => {price: 1, remix: last-frame}",
        "price: 1 => {price: 1, remix: perhaps}",
        "price: 1 => {price: 1, typical: 90s, soft-deadline: 20 min, link-ttl: 3d}",
        "price: 1 => {price: 1, typical: soon}",
        "price: 1 => {price: 1, typical: 90}",
        "price: 1 => {price: 1, size-field: size, sizes: {720p: {'16:9': 1280x720}}}",
        "price: 1 => {price: 1, sizes: {720p: {'16:9': large}}}",
        "price: 1 => {price: 1, sizes: {tall: {'16:9': 1280x720}}}",
        "price: 1 => {price: 1, extra: {a: {b: [1, $prompt]}}}",
        "price: 1 => {price: 1, extra: 5}",
        "price: 1 => {price: 1, charged-on-failure: 1}",
        "by: base64 => by: Data-URL",
        "by: base64 => by: pigeon",
        "by: base64 => as: text",
        "by: base64 => {by: file, needed: true, max-size: 10MB, min-side: 300, max-ratio: 2.5,"
            + " most: 3}",
        "by: base64 => {by: file, max-size: large}",
        "by: base64 => {by: file, max-ratio: wide}",
        "by: base64 => {by: file, as: heap}",
        "field: images => as: list",
        "field: images => field: none",
        "by: base64 => by: none",
        "field: seed => field: none",
        "with-picture: {} => with-picture: {with-last-frame: {}}",
        "default: off => default: 'on', words: {on: 1, off: 0}",
        "default: off => default: loud",
        "default: off => words: {on: 1}",
        "default: off => default: off, words: {on: 1, loud: 2}",
        "field: negative => field: negative, max: 500",
        "field: negative => max: 500",
        "field: seed => field: seed, min: 1, max: 4294967295",
        "field: seed => field: seed, min: low",
        "words: [a, b] => words: {a: 1, b: 2}, default: a",
        "words: [a, b] => words: []",
        "words: [a, b] => default: a",
        "words: [a, b] => words: [a, b], default: none",
        "- when: {resolutions: [1080p]} => - when: {durations: {from: 1, to: 4}, aspects:"
            + " [adaptive]}",
        "- when: {resolutions: [1080p]} => - when: {resolutions: [tall]}",
        "with-picture: {} => with-picture: {durations: [5], aspects: none, wire-model: other}",
        "with-picture: {} => with-picture: {price: 5}",
        "with-picture: {} => with-picture: {resolutions: [tall]}",
        "with-picture: {} => with-picture: none",
        "with-remix: {} => with-remix: {durations: [15], duration-field: none}",
        "tells-cost: true => tells-cost: perhaps",
        "tells-cost: true => upload-path: /v1/uploads/images",
      })
  void whatTheReaderTakesTheSchemaTakes(String change) throws IOException {
    String[] parts = change.split(" => ", 2);
    assertThat(ROW).contains(parts[0]);
    String text = ROW.replace(parts[0], lines(parts[0], parts[1]));
    List<String> errors = CatalogueReader.read(text, "models.yaml").errors();

    assertThat(VALIDATOR.validate(YAML.readTree(text)).isEmpty())
        .as("the reader says: %s%n%s", errors, text)
        .isEqualTo(errors.isEmpty());
  }

  @Test
  void aListWithoutItsDashIsNotDroppedInSilence() throws IOException {
    String text =
        ROW.replaceAll(
            "(?s)limits:.*?picture:",
            "limits: {when: {resolutions: [1080p]}, only: {durations: [5]}}\n    picture:");

    assertThat(CatalogueReader.read(text, "models.yaml").errors())
        .singleElement()
        .asString()
        .contains("models[0].limits", "allowed: a list");
    assertThat(VALIDATOR.validate(YAML.readTree(text))).isNotEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"models: []", "models: {a: b}", "relays: {}", "models: none", "5", "limits: 5"})
  void aFileThatIsNoneIsNoneToBoth(String text) throws IOException {
    assertThat(CatalogueReader.read(text, "models.yaml").errors()).isNotEmpty();
    assertThat(VALIDATOR.validate(YAML.readTree(text))).isNotEmpty();
  }

  /** {@code {a: 1, b: 2}} in place of a whole line stands for a line each. */
  private static String lines(String before, String after) {
    boolean wholeLine =
        Pattern.compile("(?m)^ +" + Pattern.quote(before) + "$").matcher(ROW).find();
    if (!wholeLine || !after.startsWith("{")) {
      return after;
    }
    Matcher indent = Pattern.compile("(?m)^( +)" + Pattern.quote(before) + "$").matcher(ROW);
    String gap = indent.find() ? indent.group(1) : "";
    List<String> lines = new ArrayList<>();
    try {
      YAML.readTree(after)
          .properties()
          .forEach(e -> lines.add(e.getKey() + ": " + e.getValue().toString()));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return String.join("\n" + gap, lines);
  }

  private static List<String> knownKeys(String text) {
    return CatalogueReader.read(text, "models.yaml").errors().stream()
        .map(KNOWN::matcher)
        .filter(Matcher::find)
        .findFirst()
        .map(found -> List.of(found.group(1).split(", ")))
        .orElseThrow(() -> new AssertionError("no key was found surplus in\n" + text));
  }

  private static List<String> keys(JsonNode properties) {
    List<String> keys = new ArrayList<>();
    properties.fieldNames().forEachRemaining(keys::add);
    return keys;
  }

  private static JsonNode read(Path file) {
    try {
      return new ObjectMapper().readTree(file.toFile());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
