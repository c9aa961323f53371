package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.config.Secret;
import io.github.reelay.provider.catalogue.ProvenModels;
import io.github.reelay.provider.dialect.Dialects;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
  private ProviderAccount.Repeat repeats = ProviderAccount.Repeat.DOCUMENTED;
  private ProvenModels known = ProvenModels.NONE;
  private @Nullable ProviderFixture fixture;
  private @Nullable KeyedPost keyed;
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
    submit(queued(), n -> n < 3 ? LOST : ACCEPTED);

    assertThat(repeat(queued())).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(repeat(queued())).isEqualTo(new SubmitResult.Accepted("task_1"));
    assertThat(posts)
        .extracting(post -> post.getHeaders().get("Idempotency-Key"))
        .containsOnly(queued().id().value() + "-0");
    assertThat(posts).extracting(LostAnswerRepeatTest::body).containsOnly(body(posts.getFirst()));
  }

  @Test
  void itIsNotedBeforeItLeaves() {
    List<Integer> postsWhenNoted = new ArrayList<>();

    relay(_ -> ACCEPTED).providers.submit(queued(), null, _ -> postsWhenNoted.add(posts.size()));

    assertThat(postsWhenNoted).containsExactly(0);
    assertThat(posts).hasSize(1);
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

  @ParameterizedTest
  @ValueSource(strings = {"idempotency_result_indeterminate", "idempotency_key_reused"})
  void aRelayThatDoesNotKnowEitherSaysSo(String code) {
    MockResponse conflict =
        json(409, "{\"request_id\":\"r\",\"error\":{\"message\":\"m\",\"code\":\"" + code + "\"}}");

    assertThat(submit(queued(), n -> n == 1 ? LOST : conflict))
        .isInstanceOf(SubmitResult.Unknown.class);
    assertThat(repeat(queued())).isInstanceOf(SubmitResult.Indeterminate.class);
    assertThat(submit(queued(), _ -> conflict))
        .as("nor after the first")
        .isInstanceOf(SubmitResult.Indeterminate.class);
  }

  @ParameterizedTest
  @ValueSource(strings = {"idempotency_in_progress", "idempotency_unavailable"})
  void aRelayThatIsStillAtItIsAskedLater(String code) {
    MockResponse later =
        json(
            code.endsWith("progress") ? 409 : 503,
            "{\"request_id\":\"r\",\"error\":{\"message\":\"m\",\"code\":\"" + code + "\"}}");
    submit(queued(), n -> n == 1 ? LOST : later);

    assertThat(repeat(queued()))
        .isNotInstanceOfAny(SubmitResult.Accepted.class, SubmitResult.Indeterminate.class);
  }

  @Test
  void aRelayThatHasNotProvenItselfIsAskedOnceMore() {
    submit(queued(), n -> n == 1 ? LOST : ACCEPTED);

    repeat(queued());
    assertThat(posts).as("the POST, its repeat, the proof").hasSize(3);
    repeat(queued());
    assertThat(posts).hasSize(4);
    assertThat(fixture().alerts).isEmpty();
  }

  @Test
  void aRelayThatSaysThatItRepeatsItselfNeedsNoProof() {
    MockResponse replayed =
        new MockResponse(
            200,
            Headers.of("Content-Type", "application/json", "Idempotency-Replayed", "true"),
            "{\"code\":200,\"data\":[{\"task_id\":\"task_1\"}]}");
    submit(queued(), n -> n == 1 ? LOST : replayed);

    assertThat(repeat(queued())).isEqualTo(new SubmitResult.Accepted("task_1"));
    assertThat(posts).hasSize(2);
  }

  @Test
  void aRelayThatMakesTwoTasksOfOneKeyIsFoundOutAndNeverTrustedAgain() {
    submit(
        queued(),
        n ->
            n == 1
                ? LOST
                : json(200, "{\"code\":200,\"data\":[{\"task_id\":\"task_" + n + "\"}]}"));

    assertThat(repeat(queued())).isEqualTo(new SubmitResult.Accepted("task_2"));
    assertThat(fixture().alerts)
        .singleElement()
        .satisfies(alert -> {
          assertThat(alert.kind()).isEqualTo(Alert.Kind.KEY_IGNORED);
          assertThat(alert.detail()).contains("task_2", "task_3");
        });
    assertThat(repeat(queued())).isInstanceOf(SubmitResult.Indeterminate.class);
    keyed = null;
    fixture().providers.submit(queued(), null, post -> keyed = post);
    assertThat(keyed).as("nothing may be repeated there").isNull();
    assertThat(posts).hasSize(4);

    known = fixture().proven;
    submit(queued(), _ -> ACCEPTED);
    assertThat(keyed).as("nor after the next start").isNull();
  }

  @Test
  void ofATaskWhoseIdIsKnownTheRepeatIsTheProof() {
    submit(queued(), n -> json(200, "{\"data\":[{\"task_id\":\"task_" + n + "\"}]}"));
    Task running =
        queued()
            .nextVersion(
                TaskState.Running.started("task_1", ProviderFixture.START, ProviderFixture.START),
                null);

    assertThat(repeat(running)).isEqualTo(new SubmitResult.Accepted("task_2"));
    assertThat(posts).hasSize(2);
    assertThat(fixture().alerts).hasSize(1);
  }

  @Test
  void aKeyThatTheRelayHasForgottenIsNotUsed() {
    submit(queued(), _ -> LOST);
    fixture().clock.advance(Duration.ofDays(1));

    assertThat(repeat(queued())).isInstanceOf(SubmitResult.Indeterminate.class);
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
    assertThat(keyed).isNull();
    assertThat(posts)
        .singleElement()
        .satisfies(post -> assertThat(post.getHeaders().get("Idempotency-Key")).isNull());
  }

  @Test
  void provenWaitsForTheProof() {
    repeats = ProviderAccount.Repeat.PROVEN;

    assertThat(submit(queued(), _ -> LOST)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(keyed).isNull();
    assertThat(posts.getFirst().getHeaders().get("Idempotency-Key")).isNotNull();

    fixture().proven = new ProvenModels(List.of(), Map.of("apimart", true), List.of());
    fixture().providers.submit(queued(), null, post -> keyed = post);
    assertThat(keyed).as("proven by a command beside the program").isNotNull();

    known = fixture().proven;
    submit(queued(), n -> n == 3 ? LOST : ACCEPTED);
    assertThat(repeat(queued())).isEqualTo(new SubmitResult.Accepted("task_1"));
    assertThat(posts).as("and not proven again").hasSize(4);
  }

  @Test
  void neverMeansNever() {
    repeats = ProviderAccount.Repeat.NEVER;

    assertThat(submit(queued(), _ -> LOST)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(keyed).isNull();
  }

  @Test
  void neverCountsForWhatAnEarlierRunHadSent() {
    submit(queued(), _ -> LOST);
    repeats = ProviderAccount.Repeat.NEVER;
    relay(_ -> ACCEPTED);

    assertThat(repeat(queued())).isInstanceOf(SubmitResult.Indeterminate.class);
    assertThat(posts).hasSize(1);
  }

  @Test
  void aRelayThatCannotBeAskedIsTakenForOneThatDoesNot() {
    schema = null;

    assertThat(submit(queued(), _ -> LOST)).isInstanceOf(SubmitResult.Unknown.class);
    assertThat(keyed).isNull();
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
    assertThat(keyed).isNull();
  }

  private SubmitResult submit(Task task, IntFunction<MockResponse> answer) {
    return submit(task, null, answer);
  }

  private SubmitResult submit(Task task, @Nullable Task source, IntFunction<MockResponse> answer) {
    return relay(answer).providers.submit(task, source, post -> keyed = post);
  }

  private SubmitResult repeat(Task task) {
    return fixture().providers.repeat(task, Objects.requireNonNull(keyed));
  }

  private ProviderFixture fixture() {
    return Objects.requireNonNull(fixture);
  }

  /** A run of the program beside a relay that answers the n-th POST so. */
  private ProviderFixture relay(IntFunction<MockResponse> answer) {
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
    fixture =
        new ProviderFixture(
            ProviderFixture.SHIPPED,
            List.of(
                new ProviderAccount(
                    "apimart",
                    true,
                    Dialects.find("envelope").orElseThrow(),
                    relay.url("/").uri(),
                    new Secret("test-key"),
                    3,
                    60,
                    repeats,
                    BigDecimal.ONE)),
            ProviderFixture.OPTIONS,
            known);
    return fixture;
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
