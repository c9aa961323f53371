package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okhttp3.Headers;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Where a relay knows a task by our own name, a lost answer is looked up; nothing is posted again.
 */
class LookupAfterLostAnswerTest {
  private static final String ABSENT = "{\"code\":1203,\"message\":\"task not found\"}";

  private final MockWebServer relay = new MockWebServer();
  private final List<String> calls = new ArrayList<>();
  private final List<String> bodies = new ArrayList<>();
  private final Task task = task();
  private MockResponse found = json(404, ABSENT);
  private @Nullable KeyedPost noted;
  private ProviderFixture fixture;

  @BeforeEach
  void start() throws IOException {
    relay.start();
    relay.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            calls.add(request.getMethod() + " " + request.getUrl().encodedPath());
            if (request.getMethod().equals("GET")) {
              return found;
            }
            bodies.add(Objects.requireNonNull(request.getBody()).utf8());
            return new MockResponse(504, Headers.of(), "<html>");
          }
        });
    fixture =
        new ProviderFixture(
            List.of(ProviderFixture.entry("kling", "kling", relay.url("/").toString())),
            ProviderFixture.OPTIONS);
    assertThat(fixture.providers.submit(task, null, post -> noted = post))
        .isInstanceOf(SubmitResult.Unknown.class);
    assertThat(bodies)
        .singleElement()
        .asString()
        .contains("\"external_task_id\":\"" + task.id() + "-0\"");
  }

  @AfterEach
  void stop() {
    relay.close();
  }

  @Test
  void theTaskIsFoundByOurName() {
    found =
        json(
            200,
            "{\"code\":0,\"data\":{\"task_id\":\"862\",\"task_info\":{\"external_task_id\":\""
                + task.id()
                + "-0\"}}}");

    assertThat(repeat()).isEqualTo(new SubmitResult.Accepted("862"));
    assertThat(calls)
        .containsExactly(
            "POST /v1/videos/text2video", "GET /v1/videos/text2video/" + task.id() + "-0");
  }

  @Test
  void whatIsNotThereYetIsAskedForAgainAndNeverPosted() {
    assertThat(repeat()).isInstanceOf(SubmitResult.Unknown.class);
    found = new MockResponse(502, Headers.of(), "<html>");
    assertThat(repeat()).isInstanceOf(SubmitResult.Unknown.class);

    assertThat(bodies).hasSize(1);
  }

  @Test
  void anotherTasksAnswerIsNotTakenForOurs() {
    found =
        json(
            200,
            "{\"code\":0,\"data\":{\"task_id\":\"863\",\"task_info\":{\"external_task_id\":\"x\"}}}");

    assertThat(repeat()).isInstanceOf(SubmitResult.Unknown.class);
  }

  private SubmitResult repeat() {
    return fixture.providers.repeat(task, Objects.requireNonNull(noted, "noted before the POST"));
  }

  private static Task task() {
    Offer offer = ProviderFixture.offer("apimart", "sora-2", GenerationMode.TEXT, 10);
    return ProviderFixture.task(
        TaskExamples.generate("a red fox"),
        new Offer(
            "kling",
            "kling-v3",
            GenerationMode.TEXT,
            5,
            null,
            null,
            offer.price(),
            offer.typical(),
            offer.hardDeadline(),
            false));
  }

  private static MockResponse json(int code, String body) {
    return new MockResponse(code, Headers.of("Content-Type", "application/json"), body);
  }
}
