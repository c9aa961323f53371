package io.github.reelay.provider.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.reelay.task.Failure;
import io.github.reelay.task.Money;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Every form of answer in relays' documents and every one seen in the field: a file each, with what
 * it must be read as.
 */
class GoldenAnswersTest {
  /** Those that many relays speak, so that answers come in the shape of any of them. */
  private static final List<Dialect> COMMON =
      Stream.of("envelope", "openai", "tasks")
          .flatMap(name -> Dialects.find(name).stream())
          .toList();

  private static final Path GOLDEN = Path.of("src", "test", "resources", "golden", "provider");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");

  static List<String> submits() {
    return names("submit");
  }

  static List<String> polls() {
    return names("poll");
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("submits")
  void aSubmitAnswerIsClassed(String name) {
    JsonNode golden = read("submit", name);
    HttpReply reply = reply(golden);

    for (Dialect dialect : COMMON) {
      SubmitResult result = dialect.parseSubmitReply(reply, golden.path("remix").asBoolean());
      assertThat(describe(result)).as(dialect.name()).isEqualTo(golden.path("expect").asText());
    }
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("polls")
  void aTaskAnswerIsUnderstood(String name) {
    JsonNode golden = read("poll", name);
    Dialect dialect = Dialects.find(golden.path("dialect").asText()).orElseThrow();

    assertThat(describe(poll(dialect, reply(golden)))).isEqualTo(golden.path("expect").asText());
  }

  /** One line of the table: call, HTTP status, expectation, source, body. */
  static Stream<Arguments> errors() throws IOException {
    return Files.readAllLines(GOLDEN.resolve("errors.tsv")).stream()
        .filter(line -> !line.startsWith("#"))
        .map(line -> {
          String[] cells = line.split("\t", 5);
          return Arguments.of(
              cells[0],
              new HttpReply(Integer.parseInt(cells[1]), cells[4], null),
              cells[2],
              cells[3] + ": " + cells[4]);
        });
  }

  @ParameterizedTest(name = "{0} {2}: {3}")
  @MethodSource("errors")
  void anErrorMeansWhatItIsAbout(String call, HttpReply reply, String expected, String source) {
    for (Dialect dialect : COMMON) {
      if (call.equals("submit")) {
        SubmitResult result = dialect.parseSubmitReply(reply, false);
        assertThat(describe(result) + sentence(result)).as(source).isEqualTo(expected);
      } else if (call.endsWith(dialect.name())) {
        assertThat(describe(poll(dialect, reply))).as(source).isEqualTo(expected);
      }
    }
  }

  /** 950 kB of one word once cost 36 s. */
  @Tag("timed")
  @ParameterizedTest
  @ValueSource(
      strings = {
        "model",
        "model ",
        "模型",
        "content ",
        "the input ",
        "account was ",
        "api key ",
        "insufficient ",
        "request id: ",
        "https://",
        "a",
        " ",
        "quota (",
        "no access ",
        "模型 a ",
        "output input ",
        "账户因",
        "connect reset ",
        "not allowed to use ",
        "content service "
      })
  void whatARelayWritesCostsNoMoreThanItsLength(String word) {
    String message = word.repeat(950_000 / word.length());
    for (int status : List.of(200, 400, 403, 404, 503)) {
      HttpReply reply =
          new HttpReply(status, "{\"error\":{\"message\":\"" + message + "\"}}", null);
      for (Dialect dialect : COMMON) {
        assertTimeoutPreemptively(
            Duration.ofSeconds(5),
            () -> {
              dialect.parseSubmitReply(reply, false);
              poll(dialect, reply);
            });
      }
    }
  }

  private static PollResult poll(Dialect dialect, HttpReply reply) {
    return dialect.parsePollReply(reply, Duration.ofSeconds(10), NOW, Duration.ofHours(24));
  }

  private static String sentence(SubmitResult result) {
    return result instanceof SubmitResult.Refused(Failure failure) && failure.sentence() != null
        ? " \"" + failure.sentence() + "\""
        : "";
  }

  private static String describe(SubmitResult result) {
    return switch (result) {
      case SubmitResult.Accepted(String id) -> "accepted " + id;
      case SubmitResult.NotAccepted(Failure failure, boolean elsewhere) ->
          elsewhere
              ? "elsewhere " + failure.kind()
              : "wait " + seconds(failure.retryAfter()) + " " + failure.kind();
      case SubmitResult.Refused(Failure failure) -> "refused " + failure.kind();
      case SubmitResult.Unknown _, SubmitResult.Indeterminate _ -> "unknown";
    };
  }

  private static String describe(PollResult result) {
    return switch (result) {
      case PollResult.Working(Integer percent, Duration remaining, var _) ->
          "working"
              + (percent == null ? "" : " " + percent + "%")
              + (remaining == null ? "" : " " + remaining.toSeconds() + "s left");
      case PollResult.Done(RemoteFile file) ->
          "done "
              + (file.link() == null ? "content" : file.link())
              + (file.expiresAt() == null ? "" : " until " + file.expiresAt())
              + (file.seconds() == null ? "" : " " + file.seconds() + "s")
              + (file.charge() == null ? "" : " cost " + file.charge());
      case PollResult.DoneWithoutFile _ -> "done without file";
      case PollResult.Failed(Failure failure, Money cost) ->
          "failed " + failure.kind() + (cost == null ? "" : " cost " + cost);
      case PollResult.Missing(Failure failure) -> "missing " + failure.kind();
      case PollResult.Unclear(String _, Duration retryAfter) ->
          "unclear" + (retryAfter == null ? "" : " " + retryAfter.toSeconds() + "s");
      case PollResult.AccountBlocked(Failure failure) -> "barred " + failure.kind();
    };
  }

  private static long seconds(@Nullable Duration wait) {
    return wait == null ? -1 : wait.toSeconds();
  }

  private static HttpReply reply(JsonNode golden) {
    JsonNode body = golden.path("body");
    return new HttpReply(
        golden.path("status").asInt(),
        body.isTextual() ? body.asText() : body.toString(),
        golden.has("retryAfter") ? Duration.ofSeconds(golden.path("retryAfter").asLong()) : null);
  }

  private static List<String> names(String kind) {
    try (Stream<Path> files = Files.list(GOLDEN.resolve(kind))) {
      return files.map(f -> String.valueOf(f.getFileName()).replace(".json", "")).sorted().toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static JsonNode read(String kind, String name) {
    try {
      return JSON.readTree(Files.readString(GOLDEN.resolve(kind).resolve(name + ".json")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
