package io.github.reelay.provider.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.reelay.config.ConfigFolder;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The published schema of a dialect says what the reader says, and the keys do what they say. */
class DialectReaderTest {
  private static final YAMLMapper YAML = new YAMLMapper();
  private static final Pattern KNOWN =
      Pattern.compile("surplus: is no key here; (?:nearest: \\S+; )?known: (.*)");
  private static final JsonNode SCHEMA = schema();
  private static final Schema VALIDATOR =
      SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_7).getSchema(SCHEMA);

  private static final String WIRE =
      """
      key: bearer
      submit: {path: /v1/videos, id: [/id]}
      remix: {path: "/v1/videos/{id}/remix"}
      task: {path: "/v1/videos/{id}", status: [/status], words: {done: [ready]}, result: {path: /r}}
      lookup: {path: "/v1/by/{identity}", id: [/id], identity: [/own]}
      cancel: {path: "/v1/videos/{id}/cancel", when: [queued]}
      errors: {good: [0]}
      callback: {body: {url: $callback}, id: [/id]}
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "/properties | 'key: bearer' | 'key: bearer\nsurplus: 1'",
        "/properties/submit/properties | 'submit: {' | 'submit: {surplus: 1, '",
        "/properties/remix/properties | 'remix: {' | 'remix: {surplus: 1, '",
        "/properties/task/properties | 'task: {' | 'task: {surplus: 1, '",
        "/properties/task/properties/words/properties | 'words: {' | 'words: {surplus: 1, '",
        "/properties/task/properties/result/properties | 'result: {' | 'result: {surplus: 1, '",
        "/properties/lookup/properties | 'lookup: {' | 'lookup: {surplus: 1, '",
        "/properties/cancel/properties | 'cancel: {' | 'cancel: {surplus: 1, '",
        "/properties/errors/properties | 'errors: {' | 'errors: {surplus: 1, '",
        "/properties/callback/properties | 'callback: {' | 'callback: {surplus: 1, '",
      })
  void theKeysOfTheReaderAreThoseOfTheSchema(String at, String before, String after) {
    List<String> errors = new ArrayList<>();
    var _ = Dialects.read("w", WIRE.replace(before, after.replace("\\n", "\n")), "w.yaml", errors);
    Matcher known = KNOWN.matcher(String.join("\n", errors));

    assertThat(known.find()).as("%s", errors).isTrue();
    assertThat(List.of(known.group(1).split(", ")))
        .containsExactlyInAnyOrderElementsOf(
            SCHEMA.at(at).properties().stream().map(e -> e.getKey()).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "key: bearer => key: jwt",
        "key: bearer => key: pigeon",
        "key: bearer => headers: {a: b}",
        "id: [/id] => id: []",
        "id: [/id] => id: [id]",
        "id: [/id] => id: /id",
        "id: [/id] => id: [/id], id-is-path: true",
        "path: /v1/videos, => path: v1/videos,",
        "path: /v1/videos, => path: '/{model}', body: {a: [$prompt]},",
        "status: [/status] => status: [/done], without-status: working",
        "status: [/status] => status: [/done], without-status: nothing",
        "status: [/status] => status: [/s], failed-if: {/error: any}, moderated-if: {a: [1]}",
        "status: [/status] => status: [/s], failed-if: {/error: some}",
        "status: [/status] => status: [/s], link-ttl: soon",
        "when: [queued] => when: [queued], method: delete, charged-if: {/started: any}",
        "when: [queued] => when: [queued], method: get",
        "when: [queued] => when: []",
        "when: [queued] => method: post",
        "status: [/status] => status: [/s], min-poll-gap: 5s, queue-place: [/place]",
        "identity: [/own] => identity: []",
        "id: [/id], identity: [/own] => id: [/id]",
        "/v1/by/{identity} => by/{identity}",
        "key: bearer => key: bearer\nkey-needed: false",
        "key: bearer => key: bearer\nkey-needed: perhaps",
        "good: [0] => statuses: {a: 402}",
        "good: [0] => statuses: {a: 200}",
        "good: [0] => busy: [SLOW], day-quota-if: {quotaId: ['~PerDay']}, wait: [retryDelay]",
        "good: [0] => busy: SLOW",
        "words: {done: [ready]} => words: {finished: [ready]}",
        "body: {url: $callback} => query: url",
        "body: {url: $callback}, id: [/id] => id: [/id]",
        "body: {url: $callback}, id: [/id] => body: {url: $callback}",
        "body: {url: $callback} => query: url, id-form: '{app}/r/{value}'",
        "body: {url: $callback} => query: url, id-form: '{model}/{value}'",
        "body: {url: $callback} => query: url, id-form: '{app}'",
      })
  void whatTheReaderTakesTheSchemaTakes(String change) throws IOException {
    String[] parts = change.split(" => ", 2);
    assertThat(WIRE).contains(parts[0]);
    String text = WIRE.replace(parts[0], parts[1]);
    List<String> errors = new ArrayList<>();
    var _ = Dialects.read("w", text, "w.yaml", errors);

    assertThat(VALIDATOR.validate(YAML.readTree(text)).isEmpty())
        .as("the reader says %s", errors)
        .isEqualTo(errors.isEmpty());
  }

  @Test
  void everyShippedDialectIsAsTheSchemaSays() throws IOException {
    assertThat(Dialects.shipped().errors()).isEmpty();
    for (String name : ConfigFolder.shippedNames(ConfigFolder.WIRES)) {
      String text = Files.readString(Path.of("config/wires", name));
      assertThat(text).startsWith("# yaml-language-server: $schema=../wires.schema.json\n");
      assertThat(VALIDATOR.validate(YAML.readTree(text))).as(name).isEmpty();
    }
  }

  @Test
  void anOperatorsOwnFileIsADialectToo(@TempDir Path folder) throws IOException {
    Files.createDirectory(folder.resolve("wires"));
    Files.writeString(folder.resolve("wires/mine.yaml"), WIRE);
    Dialects dialects = Dialects.read(new ConfigFolder(folder));

    assertThat(dialects.errors()).isEmpty();
    assertThat(dialects.named("mine").orElseThrow().taskPath("a/b")).isEqualTo("/v1/videos/a%2Fb");
    assertThat(dialects.names()).contains("envelope", "mine", "openai");
  }

  @Test
  void anIdWithSlashesStaysBelowTheRelay() {
    Dialect gemini = Dialects.find("gemini").orElseThrow();

    assertThat(gemini.taskPath("models/veo/operations/a?b"))
        .isEqualTo("/v1beta/models/veo/operations/a%3Fb");
    assertThat(gemini.taskPath("../../admin")).isEqualTo("/v1beta/%2E%2E/%2E%2E/admin");
  }

  @Test
  void aCallbackWithoutAPlaceForTheAddressIsNone() {
    List<String> errors = new ArrayList<>();
    var _ = Dialects.read("w", WIRE.replace("url: $callback", "url: $callbak"), "w.yaml", errors);

    assertThat(errors)
        .hasSize(2)
        .allSatisfy(error -> assertThat(error).contains("callback", "body"))
        .anySatisfy(error -> assertThat(error).contains("$callbak is no slot", "$callback"))
        .anySatisfy(error -> assertThat(error).contains("where $callback goes, or else a query"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"id\":\"\"}",
        "{\"id\":null}",
        "{\"id\":{\"a\":1}}",
        "{\"id\":\"a/../b\"}",
        "{\"id\":\"a..b\"}",
        "{\"id\":\"a/b\"}",
        "{\"id\":\"a?b\"}",
        "{\"id\":\"-a\"}",
        "{\"id\":\"a b\"}",
        "{\"id\":\"a%2Fb\"}",
        "[1]",
        "<html>",
        "",
      })
  void whatACallNamesIsAnIdOrNothing(String body) {
    Dialect ark = Dialects.find("ark").orElseThrow();

    assertThat(ark.idInCallback(body, "m")).isEmpty();
    assertThat(ark.idInCallback("{\"id\":17}", "m")).contains("17");
  }

  @Test
  void ofACallThatWasCutTheBeginningIsRead() {
    Dialect replicate = Dialects.find("replicate").orElseThrow();
    String picture = "{\"image\":\"data:image/jpeg;base64," + "A".repeat(70_000);

    assertThat(replicate.idInCallback("{\"id\":\"a1\",\"input\":" + picture, "m")).contains("a1");
    assertThat(replicate.idInCallback("{\"input\":" + picture, "m")).isEmpty();
    assertThat(replicate.idInCallback("{\"input\":{\"id\":\"b\"},\"id\":\"a1\"}", "m"))
        .contains("a1");
  }

  @Test
  void aTokenIsMadeOfAnAccessKeyAndItsSecret() {
    String[] token =
        KeyHeader.JWT.value("ak:secret", Instant.ofEpochSecond(1_000)).substring(7).split("\\.");

    assertThat(decoded(token[0])).isEqualTo("{\"alg\":\"HS256\",\"typ\":\"JWT\"}");
    assertThat(decoded(token[1])).isEqualTo("{\"iss\":\"ak\",\"exp\":2800,\"nbf\":995}");
    assertThat(token[2]).hasSize(43);
    assertThat(KeyHeader.X_GOOG_API_KEY.value("k", Instant.EPOCH)).isEqualTo("k");
    assertThat(KeyHeader.KEY.value("k", Instant.EPOCH)).isEqualTo("Key k");
  }

  private static String decoded(String part) {
    return new String(Base64.getUrlDecoder().decode(part), StandardCharsets.UTF_8);
  }

  private static JsonNode schema() {
    try {
      return new ObjectMapper().readTree(Path.of("config/wires.schema.json").toFile());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
