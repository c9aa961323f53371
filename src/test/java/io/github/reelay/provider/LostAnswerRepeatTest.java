package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.config.Secret;
import io.github.reelay.provider.dialect.EnvelopeDialect;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.IntFunction;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Where a relay documents that it knows a POST again by its key, a lost answer is asked for by the
 * same bytes with the same key (apimart-ai/apimart-skills, references/api-contract.md); nowhere
 * else does a second POST leave.
 */
class LostAnswerRepeatTest {
  private static final String SCHEMA =
      """
      {"object":"model.input_schema","idempotency":{"header":"Idempotency-Key",\
      "replay_header":"Idempotency-Replayed","required":false,"retention_seconds":86400}}\
      """;
  private static final MockResponse LOST = new MockResponse(524, Headers.of(), "<html>");
  private static final MockResponse ACCEPTED =
      json(200, "{\"code\":200,\"data\":[{\"task_id\":\"task_1\"}]}");

  private final MockWebServer relay = new MockWebServer();
  private final List<RecordedRequest> posts = new CopyOnWriteArrayList<>();
  private boolean repeats = true;
  private @Nullable MockResponse schema = json(200, SCHEMA);

  @BeforeEach
  void start() throws IOException {
    relay.start();
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void aLostAnswerIsHadByTheSameBytesWithTheSameKey() {
    SubmitResult result = submit(queued(), n -> n < 3 ? LOST : ACCEPTED);

    assertThat(result).isEqualTo(new SubmitResult.Accepted("task_1"));
    assertThat(posts).hasSize(3);
    assertThat(posts)
        .extracting(post -> post.getHeaders().get("Idempotency-Key"))
        .containsOnly(queued().id().value() + "-0");
    assertThat(posts).extracting(LostAnswerRepeatTest::body).containsOnly(body(posts.getFirst()));
  }

  @Test
  void eachPostThatMayBeChargedByItselfHasAKeyOfItsOwn() {
    Task second =
        queued()
            .nextVersion(new TaskState.Submitting(ProviderFixture.START, "run", Set.of(), 1), null);

    submit(second, _ -> ACCEPTED);

    assertThat(posts.getFirst().getHeaders().get("Idempotency-Key"))
        .isEqualTo(second.id().value() + "-1");
  }

  @Test
  void whatStaysLostIsUnknownAfterTheLastRepeat() {
    assertThat(submit(queued(), _ -> LOST)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(posts).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 401, 402, 403, 404, 429, 503})
  void aRefusalOfTheRepeatSaysNothingOfTheFirst(int status) {
    MockResponse refused =
        json(
            status,
            "{\"error\":{\"code\":%d,\"type\":\"x\",\"message\":\"no\"}}".formatted(status));

    assertThat(submit(queued(), n -> n == 1 ? LOST : refused))
        .isInstanceOf(SubmitResult.Unknown.class);
    assertThat(posts).hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(strings = {"idempotency_result_indeterminate", "idempotency_key_reused"})
  void aRelayThatDoesNotKnowEitherIsAskedNoMore(String code) {
    MockResponse conflict =
        json(409, "{\"request_id\":\"r\",\"error\":{\"message\":\"m\",\"code\":\"" + code + "\"}}");

    assertThat(submit(queued(), n -> n == 1 ? LOST : conflict))
        .isInstanceOf(SubmitResult.Unknown.class);
    assertThat(posts).hasSize(2);
    assertThat(submit(queued(), _ -> conflict)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(posts).as("nor after the first").hasSize(3);
  }

  @Test
  void aRefusedPostIsNotRepeated() {
    assertThat(submit(queued(), _ -> json(400, "{\"error\":{\"code\":400,\"message\":\"no\"}}")))
        .isInstanceOf(SubmitResult.Refused.class);
    assertThat(posts).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "<html>",
        "{}",
        "{\"idempotency\":null}",
        "{\"idempotency\":{\"header\":\"Authorization\",\"retention_seconds\":86400}}",
        "{\"idempotency\":{\"header\":\"Idempotency-Key\",\"retention_seconds\":60}}"
      })
  void withoutTheRelaysWordNothingIsRepeatedAndNoKeyIsSent(String answer) {
    schema = json(200, answer);

    assertThat(submit(queued(), _ -> LOST)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(posts)
        .singleElement()
        .satisfies(post -> assertThat(post.getHeaders().get("Idempotency-Key")).isNull());
  }

  @Test
  void neverMeansNever() {
    repeats = false;

    assertThat(submit(queued(), _ -> LOST)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(posts).hasSize(1);
  }

  @Test
  void aRelayThatCannotBeAskedIsTakenForOneThatDoesNot() {
    schema = null;

    assertThat(submit(queued(), _ -> LOST)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(posts).hasSize(1);
  }

  @Test
  void aRemixIsNeverRepeated() {
    Task source =
        ProviderFixture.delivered(
            ProviderFixture.task(
                TaskExamples.generate("a fox"),
                ProviderFixture.offer("apimart", "sora-2", GenerationMode.TEXT, 10)),
            "task_0",
            1280,
            720);
    Task remix =
        ProviderFixture.task(
            TaskExamples.remix("snow", source.id()),
            ProviderFixture.offer("apimart", "sora-2", GenerationMode.REMIX, 10));

    assertThat(submit(remix, source, _ -> LOST)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(posts).hasSize(1);
  }

  private SubmitResult submit(Task task, IntFunction<MockResponse> answer) {
    return submit(task, null, answer);
  }

  private SubmitResult submit(Task task, @Nullable Task source, IntFunction<MockResponse> answer) {
    relay.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            if (request.getUrl().encodedPath().endsWith("/v1/model-schema")) {
              return schema == null ? json(500, "") : schema;
            }
            posts.add(request);
            return answer.apply(posts.size());
          }
        });
    return new ProviderFixture(
            List.of(
                new ProviderAccount(
                    "apimart",
                    true,
                    new EnvelopeDialect(),
                    relay.url("/").uri(),
                    new Secret("test-key"),
                    3,
                    60,
                    repeats,
                    BigDecimal.ONE)),
            ProviderFixture.OPTIONS)
        .providers.submit(task, source);
  }

  private static String body(RecordedRequest post) {
    return Objects.requireNonNull(post.getBody()).utf8();
  }

  private static Task queued() {
    return ProviderFixture.task(
        TaskExamples.generate("a red fox"),
        ProviderFixture.offer("apimart", "sora-2", GenerationMode.TEXT, 10));
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse(status, Headers.of("Content-Type", "application/json"), body);
  }
}
