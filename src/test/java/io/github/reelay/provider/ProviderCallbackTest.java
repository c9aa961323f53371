package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.provider.callback.CallbackOptions;
import io.github.reelay.provider.catalogue.ProvenModels;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.testing.TaskExamples;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Set;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A relay that calls is told where, in the paid POST itself, and its calls are read. */
class ProviderCallbackTest {
  private static final String ID = "376fa37a-b362-4dcf-b666-f6401fcf4388";

  private final MockWebServer server = new MockWebServer();

  @BeforeEach
  void start() throws IOException {
    server.start();
    server.enqueue(
        new MockResponse.Builder()
            .body("{\"response_url\":\"" + server.url("/fal-ai/veo3.1/requests/" + ID) + "\"}")
            .build());
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ProviderFixture fixture(CallbackOptions calls) {
    return new ProviderFixture(
        ProviderFixture.SHIPPED,
        List.of(
            ProviderFixture.entry("fal", "fal", server.url("/").toString().replaceAll("/$", ""))),
        ProviderFixture.OPTIONS,
        ProvenModels.NONE,
        calls);
  }

  private static Task begun(ProviderFixture fixture) {
    Task task = fixture.task(TaskExamples.generate("a red fox").withModel("veo3.1"));
    return task.withState(new TaskState.Submitting(ProviderFixture.START, "run", Set.of(), 3));
  }

  @Test
  void theAddressIsInTheRequestAndOfThisPost() throws InterruptedException {
    ProviderFixture fixture =
        fixture(new CallbackOptions(URI.create("https://reelay.example"), true));
    Task task = begun(fixture);

    SubmitResult result = fixture.submit(task, null);

    assertThat(result).isEqualTo(new SubmitResult.Accepted("fal-ai/veo3.1/requests/" + ID));
    RecordedRequest posted = server.takeRequest();
    assertThat(posted.getUrl().encodedPath()).isEqualTo("/fal-ai/veo3.1");
    assertThat(posted.getUrl().queryParameter("fal_webhook"))
        .startsWith("https://reelay.example/callbacks/" + task.id() + "-3?until=")
        .isEqualTo(fixture.callbacks.address(task, URI.create("https://queue.fal.run")));
  }

  @Test
  void withoutAnAddressTheRequestIsAsItWas() throws InterruptedException {
    ProviderFixture fixture = fixture(new CallbackOptions(null, true));

    fixture.submit(begun(fixture), null);

    assertThat(server.takeRequest().getTarget()).isEqualTo("/fal-ai/veo3.1");
  }

  @Test
  void aCallNamesTheTaskAsTheAnswerWouldHave() {
    ProviderFixture fixture = fixture(new CallbackOptions(null, true));
    Task task = begun(fixture);

    assertThat(fixture.providers.nameInCallback(task, "{\"request_id\":\"" + ID + "\"}"))
        .contains("fal-ai/veo3.1/requests/" + ID);
    assertThat(fixture.providers.nameInCallback(task, "{\"request_id\":\"../../x\"}")).isEmpty();
    assertThat(fixture.providers.nameInCallback(task, "[".repeat(60_000))).isEmpty();
    assertThat(
            fixture.providers.nameInCallback(
                task.withOffer(ProviderFixture.offer("apimart", "sora-2", task.offer().means(), 4)),
                "{\"id\":\"a\"}"))
        .as("of a provider that is not enabled")
        .isEmpty();
  }
}
