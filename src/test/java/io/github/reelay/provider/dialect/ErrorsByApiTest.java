package io.github.reelay.provider.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Each API's own refusals are read as what they are about. */
class ErrorsByApiTest {
  private static final Path TABLE =
      Path.of("src", "test", "resources", "golden", "provider", "errors-by-api.tsv");
  private static final Path WIRES = Path.of("config", "wires");
  private static final Set<String> KINDS =
      Set.of("balance", "rate", "moderation", "key", "model", "option", "server", "maintenance");

  /** A line: dialect, call, what it is, HTTP status, Retry-After, expectation, source, body. */
  static Stream<Arguments> errors() throws IOException {
    return lines()
        .map(cells ->
            Arguments.of(
                cells[0] + " " + cells[2] + ": " + cells[7],
                cells[0],
                cells[1],
                new HttpReply(Integer.parseInt(cells[3]), cells[7], wait(cells[4])),
                cells[5]));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("errors")
  void anErrorMeansWhatItIsAbout(
      String name, String dialect, String call, HttpReply reply, String expected) {
    Dialect spoken = Dialects.find(dialect).orElseThrow();
    String read =
        switch (call) {
          case "submit" -> describe(spoken.parseSubmitReply(reply, false));
          case "result" ->
              describe(spoken.parseResultReply(reply, Instant.EPOCH, Duration.ofHours(1)));
          default ->
              describe(
                  spoken.parsePollReply(
                      reply, Duration.ofSeconds(9), Instant.EPOCH, Duration.ofHours(1)));
        };

    assertThat(read).as(name).isEqualTo(expected);
  }

  @Test
  void everyKindOfErrorIsThereForEveryApi() throws IOException {
    Map<String, Set<String>> known =
        lines()
            .collect(
                Collectors.groupingBy(
                    cells -> cells[0], Collectors.mapping(cells -> cells[2], Collectors.toSet())));
    assertThat(known.keySet()).isEqualTo(apis());
    assertThat(known).allSatisfy((api, kinds) -> assertThat(kinds).as(api).containsAll(KINDS));
  }

  /** Every API that is a file; of four the answers stand in a table of their own. */
  private static Set<String> apis() throws IOException {
    Set<String> apis = new HashSet<>();
    try (DirectoryStream<Path> wires = Files.newDirectoryStream(WIRES, "*.yaml")) {
      wires.forEach(wire -> apis.add(wire.getFileName().toString().replace(".yaml", "")));
    }
    apis.removeAll(Set.of("comfyui", "envelope", "openai", "tasks"));
    return apis;
  }

  private static Stream<String[]> lines() throws IOException {
    List<String> lines = Files.readAllLines(TABLE);
    return lines.stream().filter(line -> !line.startsWith("#")).map(line -> line.split("\t", 8));
  }

  private static @Nullable Duration wait(String seconds) {
    return seconds.equals("-") ? null : Duration.ofSeconds(Long.parseLong(seconds));
  }

  private static String describe(SubmitResult result) {
    return switch (result) {
      case SubmitResult.Accepted(String id) -> "accepted " + id;
      case SubmitResult.NotAccepted(Failure failure, boolean elsewhere) ->
          (elsewhere ? "elsewhere " : "wait " + seconds(failure) + " ") + failure.kind();
      case SubmitResult.Refused(Failure failure) ->
          "refused "
              + failure.kind()
              + (failure.sentence() == null ? "" : " \"" + failure.sentence() + "\"");
      case SubmitResult.Unknown _, SubmitResult.Indeterminate _ -> "unknown";
    };
  }

  private static String describe(PollResult result) {
    return switch (result) {
      case PollResult.Failed(Failure failure, var _) -> "failed " + failure.kind();
      case PollResult.Unclear(String _, Duration retryAfter) ->
          "unclear" + (retryAfter == null ? "" : " " + retryAfter.toSeconds());
      case PollResult.AccountBlocked(Failure failure) -> "barred " + failure.kind();
      case PollResult.Missing(Failure failure) -> "missing " + failure.kind();
      case PollResult.Working _, PollResult.Done _, PollResult.DoneWithoutFile _ ->
          result.getClass().getSimpleName();
    };
  }

  private static long seconds(Failure failure) {
    return failure.retryAfter() == null ? -1 : failure.retryAfter().toSeconds();
  }
}
