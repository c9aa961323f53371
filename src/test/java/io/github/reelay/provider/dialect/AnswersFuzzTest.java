package io.github.reelay.provider.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.fuzz.Fuzz;
import io.github.reelay.fuzz.MutatedJson;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/**
 * Every recorded answer, and every golden one, with anything wrong in it: each dialect makes
 * something of it that is safe.
 */
class AnswersFuzzTest {
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final Instant NOW = Instant.parse("2026-11-20T12:00:00Z");
  private static final Duration TTL = Duration.ofHours(24);
  private static final List<Dialect> DIALECTS =
      Dialects.shipped().byName().values().stream().filter(one -> !one.isComfyUi()).toList();
  private static final int[] STATUSES = {
    100, 199, 200, 200, 200, 200, 201, 202, 204, 299, 301, 307, 400, 401, 402, 403, 404, 405, 408,
    409, 410, 413, 415, 418, 422, 425, 429, 451, 499, 500, 501, 502, 503, 504, 520, 521, 522, 523,
    525, 526, 530, 599, 999
  };

  /** With such a status nobody says that the request was not let in. */
  private static final List<Integer> PROVE_NOTHING =
      List.of(204, 301, 307, 408, 409, 502, 504, 522);

  @Test
  void noAnswerIsReadAsMoreThanItProves() throws IOException {
    List<JsonNode> bodies = bodies();
    Fuzz.run(
        AnswersFuzzTest.class,
        100,
        random -> {
          JsonNode body = bodies.get(random.nextInt(bodies.size()));
          String text = MutatedJson.of(body, random);
          HttpReply reply = new HttpReply(status(random), spoilt(text, random), wait(random));
          for (Dialect dialect : DIALECTS) {
            isReadSafely(dialect, reply);
          }
        });
  }

  private static void isReadSafely(Dialect dialect, HttpReply reply) {
    String as = dialect.name() + " " + reply.status() + " " + cut(reply.body());
    for (boolean remix : new boolean[] {false, true}) {
      SubmitResult result = dialect.parseSubmitReply(reply, remix);
      assertThat(result).as(as).satisfies(told -> isProven(told, reply));
    }
    assertThat(dialect.parseLookupReply(reply, "our-key"))
        .as(as)
        .isNotInstanceOf(SubmitResult.NotAccepted.class)
        .isNotInstanceOf(SubmitResult.Refused.class);
    PollResult told = dialect.parsePollReply(reply, Duration.ofSeconds(10), NOW, TTL);
    assertThat(told).as(as).satisfies(poll -> isSpoken(poll, reply));
    dialect.parseResultReply(reply, NOW, TTL);
    var _ = dialect.resultPath("a/b c", reply, told);
    var _ = dialect.cancel("a/b c", reply);
    var _ = dialect.chargesCancelled(reply);
    var _ = dialect.idInCallback(reply.body(), "some/model");
    assertThat(reply.excerpt()).hasSizeLessThan(300);
    reply.foreignBody();
    reply.denial();
  }

  /** What cannot be read, or comes from another than the relay, leads to no second POST. */
  private static void isProven(SubmitResult result, HttpReply reply) {
    boolean mayHaveTakenIt = reply.isSuccess() || PROVE_NOTHING.contains(reply.status());
    if (mayHaveTakenIt && reply.json().isEmpty()) {
      assertThat(result).isInstanceOf(SubmitResult.Unknown.class);
    }
    if (result instanceof SubmitResult.Accepted(String id)) {
      assertThat(id).isNotBlank();
    }
    if (reply.isSuccess() && saysNoError(reply.json())) {
      assertThat(result)
          .isNotInstanceOf(SubmitResult.NotAccepted.class)
          .isNotInstanceOf(SubmitResult.Refused.class);
    }
  }

  /** No field that any of them has its errors in. */
  private static boolean saysNoError(JsonNode json) {
    return json.findValues("error").isEmpty()
        && json.findValues("code").isEmpty()
        && json.findValues("base_resp").isEmpty()
        && json.findValues("message").isEmpty()
        && json.findValues("msg").isEmpty();
  }

  /** What is no JSON ends nothing, unless a status of HTTP itself says that there is no task. */
  private static void isSpoken(PollResult told, HttpReply reply) {
    if (reply.json().isMissingNode()) {
      boolean byStatus = List.of(400, 401, 402, 403, 404, 410, 422).contains(reply.status());
      boolean isEmpty = reply.body().isBlank();
      assertThat(told)
          .isInstanceOfAny(
              byStatus
                  ? new Class<?>[] {
                    PollResult.Missing.class,
                    PollResult.AccountBlocked.class,
                    PollResult.Unclear.class
                  }
                  : isEmpty
                      ? new Class<?>[] {PollResult.Unclear.class, PollResult.Working.class}
                      : new Class<?>[] {PollResult.Unclear.class});
    }
  }

  private static int status(SplittableRandom random) {
    return STATUSES[random.nextInt(STATUSES.length)];
  }

  private static @Nullable Duration wait(SplittableRandom random) {
    return random.nextInt(4) > 0 ? null : Duration.ofSeconds(random.nextLong(-1, 100_000));
  }

  /** Bytes that are no UTF-8, as they come through. */
  private static String spoilt(String text, SplittableRandom random) {
    if (random.nextInt(10) > 0 || text.isEmpty()) {
      return text;
    }
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    for (int left = random.nextInt(1, 10); left > 0; left--) {
      bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(0x80, 0x100);
    }
    return new String(bytes, StandardCharsets.UTF_8);
  }

  private static String cut(String text) {
    return text.length() > 600 ? text.substring(0, 600) + "…" : text;
  }

  private static List<JsonNode> bodies() throws IOException {
    List<JsonNode> bodies = new ArrayList<>();
    for (String folder : List.of("config/wires", "src/test/resources/golden/provider")) {
      try (Stream<Path> files = Files.walk(Path.of(folder))) {
        for (Path file : files.filter(one -> one.toString().endsWith(".json")).sorted().toList()) {
          JsonNode body = JSON.readTree(Files.readString(file)).path("body");
          if (body instanceof ObjectNode) {
            bodies.add(body);
          }
        }
      }
    }
    assertThat(bodies).hasSizeGreaterThan(200);
    return bodies;
  }
}
