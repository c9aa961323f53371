package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ProviderEndpoints;
import io.github.reelay.provider.catalogue.WorkflowReader;
import io.github.reelay.provider.dialect.Dialects;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Money;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.VideoOption;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import mockwebserver3.MockResponse;
import okhttp3.Headers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** ComfyUI as a provider, by what a server like the recorded one is asked and says. */
class OwnGpuTest {
  private static final Catalogue CATALOGUE =
      WorkflowReader.read(
              ProviderFixture.SHIPPED,
              Map.of("comfyui", Dialects.find("comfyui").orElseThrow()),
              new ConfigFolder(Path.of("config")))
          .catalogue();

  private GpuServer server;
  private ProviderFixture fixture;
  private final List<KeyedPost> noted = new ArrayList<>();

  @BeforeEach
  void start() throws IOException {
    server = new GpuServer();
    fixture = fixture(CATALOGUE);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private ProviderFixture fixture(Catalogue catalogue) {
    return new ProviderFixture(
        catalogue,
        List.of(ProviderFixture.entry("comfyui", "comfyui", server.url())),
        ProviderFixture.OPTIONS);
  }

  private static VideoRequest fox() {
    return VideoRequest.of(RequestKind.GENERATE, "a red fox in the snow", null)
        .withModel("wan-2.2-5b");
  }

  private Task task() {
    return fixture.task(fox());
  }

  private SubmitResult submit(Task task) {
    return fixture.providers.submit(task, null, noted::add);
  }

  private PollResult poll(Task task) {
    return fixture.providers.poll(task, id(task));
  }

  private static Task running(Task task) {
    return ProviderFixture.running(task, id(task));
  }

  /** The same for a task in every version of the program, or running jobs would be lost by it. */
  private static String id(Task task) {
    return UUID.nameUUIDFromBytes(("reelay/" + task.id()).getBytes(StandardCharsets.UTF_8))
        .toString();
  }

  private static Failure failure(PollResult result) {
    assertThat(result).isInstanceOf(PollResult.Failed.class);
    return ((PollResult.Failed) result).failure();
  }

  @Test
  void theWorkflowGetsTheRequestsValues() {
    Task task =
        fixture.task(fox().withSeconds(3).withOption(VideoOption.NEGATIVE_PROMPT, "rain, $prompt"));

    assertThat(submit(task)).isEqualTo(new SubmitResult.Accepted(id(task)));

    JsonNode post = server.posts.getFirst();
    assertThat(post.path("prompt_id").asText()).isEqualTo(id(task)).isLowerCase();
    JsonNode graph = post.path("prompt");
    assertThat(graph.at("/6/inputs/text").asText()).isEqualTo("a red fox in the snow");
    assertThat(graph.at("/7/inputs/text").asText()).isEqualTo("rain, $prompt");
    assertThat(graph.at("/55/inputs/width").asInt()).isEqualTo(1280);
    assertThat(graph.at("/55/inputs/height").asInt()).isEqualTo(704);
    assertThat(graph.at("/55/inputs/length").asInt()).as("4n+1").isEqualTo(73);
    assertThat(graph.at("/57/inputs/fps").isNumber()).isTrue();
    assertThat(graph.at("/58/inputs/filename_prefix").asText()).isEqualTo("reelay/" + task.id());
    assertThat(graph.at("/3/inputs/steps").asInt()).isEqualTo(20);
    assertThat(graph.at("/3/inputs/seed").asLong()).isBetween(0L, 1L << 53);
    assertThat(graph.has("56")).as("no picture, no node that loads one").isFalse();
    assertThat(graph.at("/55/inputs").has("start_image")).isFalse();
  }

  @Test
  void eachTaskHasASeedOfItsOwnUnlessOneIsChosen() {
    submit(task());
    submit(fixture.task(fox().withOption(VideoOption.SEED, "7")));

    assertThat(server.posts.get(1).at("/prompt/3/inputs/seed").asLong()).isEqualTo(7);
    assertThat(server.posts.get(0).at("/prompt/3/inputs/seed").asLong()).isNotEqualTo(7);
    assertThat(server.posts.getFirst().at("/prompt/7/inputs/text").asText())
        .as("what stands there when nothing is chosen")
        .startsWith("色调艳丽");
  }

  @Test
  void aPictureIsFittedAndUploadedUnderTheTasksName() {
    Task task = fixture.task(fox().withPicture(ProviderFixture.PICTURE));

    submit(task);

    assertThat(server.requests).containsSubsequence("POST /upload/image", "POST /prompt");
    assertThat(fixture.media.sizesAsked.getFirst())
        .hasValueSatisfying(size -> assertThat(size.width()).isEqualTo(1280));
    JsonNode graph = server.posts.getFirst().path("prompt");
    assertThat(graph.at("/56/inputs/image").asText()).isEqualTo("reelay/" + task.id() + "-1.jpg");
    assertThat(graph.at("/55/inputs/start_image/0").asText()).isEqualTo("56");
  }

  @Test
  void aWorkflowOfItsOwnCanTakeThePicture() {
    submit(fixture.task(fox().withModel("ltx-video").withPicture(ProviderFixture.TALL)));

    JsonNode graph = server.posts.getFirst().path("prompt");
    assertThat(graph.at("/77/class_type").asText()).isEqualTo("LTXVImgToVideo");
    assertThat(graph.at("/77/inputs/width").asInt()).as("the picture's shape").isEqualTo(448);
    assertThat(graph.at("/77/inputs/length").asInt()).as("8n+1").isEqualTo(97);
  }

  @Test
  void anAnswerThatIsLostIsLookedUpNotAskedForByASecondPost() {
    server.takesAll = true;
    server.answers.add(GpuServer.lost());

    assertThat(submit(task())).isEqualTo(new SubmitResult.Accepted(id(task())));
    assertThat(server.posts).hasSize(1);
  }

  @ParameterizedTest
  @ValueSource(ints = {500, 502, 503, 504})
  void soIsOneThatAProxyGaveInstead(int status) {
    server.takesAll = true;
    server.answers.add(new MockResponse(status, Headers.of("Retry-After", "0"), "<html>"));

    assertThat(submit(task())).isEqualTo(new SubmitResult.Accepted(id(task())));
    assertThat(server.posts).hasSize(1);
  }

  @Test
  void whatIsNotThereYetIsLookedUpOnceMoreBeforeItIsSentAgain() {
    server.answers.add(GpuServer.lost());

    Task task = task();
    assertThat(submit(task)).isInstanceOf(SubmitResult.Unknown.class);
    server.pending.add(id(task));
    assertThat(fixture.providers.repeat(task, noted.getFirst()))
        .isEqualTo(new SubmitResult.Accepted(id(task)));
    assertThat(server.posts).as("it was on its way").hasSize(1);

    server.pending.clear();
    assertThat(fixture.providers.repeat(task, noted.getFirst()))
        .isEqualTo(new SubmitResult.Accepted(id(task)));
    assertThat(server.posts).as("the server has it nowhere").hasSize(2);
    assertThat(server.posts.get(1)).isEqualTo(server.posts.get(0));
  }

  @Test
  void aJobThatEndedMeanwhileIsFoundByItsHistoryOrItsFile() {
    Task task = task();
    submit(task);
    server.restart();
    server.history.put(id(task), GpuServer.success("{}"));
    assertThat(fixture.providers.repeat(task, noted.getFirst()))
        .isInstanceOf(SubmitResult.Accepted.class);
    server.restart();
    server.files.add(task.id() + "_00001_.mp4");
    assertThat(fixture.providers.repeat(task, noted.getFirst()))
        .isInstanceOf(SubmitResult.Accepted.class);
    assertThat(server.posts).hasSize(1);
  }

  @Test
  void aServerThatCannotBeAskedIsAskedLater() {
    Task task = task();
    submit(task);
    server.down = new MockResponse(502, Headers.of(), "<html>");
    assertThat(fixture.providers.repeat(task, noted.getFirst()))
        .isInstanceOf(SubmitResult.Unknown.class);
    assertThat(poll(running(task))).isInstanceOf(PollResult.Unclear.class);
    server.down = new MockResponse(401, Headers.of(), "401: Unauthorized");
    assertThat(poll(running(task))).isInstanceOf(PollResult.AccountBlocked.class);
  }

  @ParameterizedTest
  @CsvSource({"'', 10, false", "7, 7, false", "3600, 3600, true"})
  void aProxyThatAsksToSlowDownIsWaitedForUnlessItAsksForLong(
      String header, long seconds, boolean next) {
    server.answers.add(new MockResponse(429, Headers.of("Retry-After", header), "<html>"));

    assertThat(submit(task()))
        .isInstanceOfSatisfying(
            SubmitResult.NotAccepted.class,
            result -> {
              assertThat(result.failure().kind()).isEqualTo(FailureKind.PROVIDER_BUSY);
              assertThat(result.failure().retryAfter()).isEqualTo(Duration.ofSeconds(seconds));
              assertThat(result.tryNextProvider()).isEqualTo(next);
            });
  }

  @Test
  void aServerThatIsDownHasNotBeenSentAnything() {
    Task task = task();
    server.close();
    assertThat(submit(task))
        .isInstanceOfSatisfying(
            SubmitResult.NotAccepted.class,
            result ->
                assertThat(result.failure().kind()).isEqualTo(FailureKind.PROVIDER_UNREACHABLE));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          value_not_in_list | Value not in list | vae_name: 'a.safetensors' not in ['b'] | MODEL_UNAVAILABLE
          custom_validation_failed | Custom validation failed for node | image - Invalid image file: a.png | PICTURE_UNUSABLE
          required_input_missing | Required input is missing | vae | INVALID_REQUEST
          value_bigger_than_max | Value 99999 bigger than max of 16384 | width | INVALID_REQUEST
          """)
  void aGraphThatIsRefusedIsToldByItsNode(
      String type, String message, String details, FailureKind kind) {
    server.answers.add(
        GpuServer.json(
            400,
            GpuServer.parse(
                """
                {"error":{"type":"prompt_outputs_failed_validation","message":"Prompt outputs failed validation",
                "details":"","extra_info":{}},"node_errors":{"39":{"errors":[{"type":"%s","message":"%s",
                "details":"%s","extra_info":{}}],"dependent_outputs":["58"],"class_type":"VAELoader"}}}
                """
                    .formatted(type, message, details))));

    Failure failure =
        switch (submit(task())) {
          case SubmitResult.Refused(Failure refused) -> refused;
          case SubmitResult.NotAccepted(Failure refused, var _) -> refused;
          case SubmitResult.Accepted _, SubmitResult.Unknown _, SubmitResult.Indeterminate _ ->
              throw new AssertionError();
        };
    assertThat(failure.kind()).isEqualTo(kind);
    assertThat(failure.sentence() == null ? failure.detail() : failure.sentence())
        .contains("VAELoader: " + message + ": " + details);
  }

  @Test
  void aModelFileThatIsMissingTakesTheRowOutAndTellsTheOperator() {
    server.answers.add(
        GpuServer.json(
            400,
            GpuServer.parse(
                "{\"error\":{\"type\":\"invalid_prompt\",\"message\":\"Cannot execute because node"
                    + " Wan22 does not exist.\",\"details\":\"Node ID"
                    + " '#55'\"},\"node_errors\":{}}")));
    submit(task());
    assertThat(fixture.providers.offers(fox(), null)).isEmpty();
    assertThat(fixture.alerts)
        .singleElement()
        .satisfies(alert -> assertThat(alert.detail()).contains("Wan22 does not exist"));
  }

  @Test
  void halfAGraphIsNotWhatWasAskedFor() {
    server.newer = true;
    server.takesAll = true;
    Task task = task();
    server.answers.add(
        GpuServer.json(
            200,
            GpuServer.parse(
                "{\"prompt_id\":\""
                    + id(task)
                    + "\",\"number\":1,\"node_errors\":{\"58\":{\"errors\":[{\"type\":"
                    + "\"required_input_missing\",\"message\":\"Required input is missing\","
                    + "\"details\":\"video\"}],\"class_type\":\"SaveVideo\"}}}")));
    assertThat(submit(task)).isInstanceOf(SubmitResult.Refused.class);
    assertThat(server.pending).isEmpty();
  }

  @Test
  void theWaitIsToldByTheJobsAhead() {
    Task task = running(task());
    server.running.add("somebody's");
    server.pending.addAll(List.of("another's", id(task)));
    assertThat(poll(task))
        .isEqualTo(new PollResult.Working(null, task.offer().typical().multipliedBy(3), 2));
    assertThat(server.requests).containsExactly("GET /queue");
  }

  @Test
  void theQueueIsAskedBeforeTheHistory() {
    Task task = running(task());
    server.history.put(id(task), GpuServer.success("{}"));
    poll(task);
    assertThat(server.requests).containsExactly("GET /queue", "GET /history/" + id(task));
  }

  @Test
  void stepsAreToldByTheServersSocket() throws InterruptedException {
    Task task = task();
    server.events.add("{\"type\":\"status\",\"data\":{\"sid\":\"reelay\"}}");
    server.events.add(
        "{\"type\":\"progress\",\"data\":{\"value\":10,\"max\":20,\"prompt_id\":\""
            + id(task)
            + "\",\"node\":\"3\"}}");
    submit(task);
    server.listening.await();
    server.pending.clear();
    server.running.add(id(task));
    await()
        .untilAsserted(
            () -> assertThat(poll(running(task))).isEqualTo(new PollResult.Working(47, null)));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SaveVideo | {"58":{"images":[{"filename":"%s_00001_.mp4","subfolder":"reelay","type":"output"}],"animated":[true]}} | %s_00001_.mp4
          SaveWEBM | {"47":{"images":[{"filename":"%s_00002_.webm","subfolder":"reelay","type":"output"}],"animated":[true]}} | %s_00002_.webm
          SaveAnimatedWEBP | {"8":{"images":[{"filename":"%s_00001_.webp","subfolder":"reelay","type":"output"}],"animated":[true]}} | %s_00001_.webp
          with a still picture | {"5":{"images":[{"filename":"%s_00001_.webp","subfolder":"reelay","type":"output"}]},"9":{"gifs":[{"filename":"%s_00001.mp4","subfolder":"reelay","type":"output"}]}} | %s_00001.mp4
          VHS_VideoCombine | {"9":{"gifs":[{"filename":"%s_00001.mp4","subfolder":"reelay","type":"output","format":"video/h264-mp4","frame_rate":24.0,"workflow":"%s_00001.png","fullpath":"/o/x.mp4"}]}} | %s_00001.mp4
          with a preview | {"5":{"images":[{"filename":"ComfyUI_temp_ab_00001_.png","subfolder":"","type":"temp"}]},"58":{"images":[{"filename":"%s_00001_.mp4","subfolder":"reelay","type":"output"}]}} | %s_00001_.mp4
          """)
  void theFileOfEachSavingNodeIsFound(String node, String outputs, String name) {
    Task task = running(task());
    server.history.put(id(task), GpuServer.success(outputs.replace("%s", task.id().value())));
    assertThat(poll(task))
        .as(node)
        .isInstanceOfSatisfying(
            PollResult.Done.class,
            done ->
                assertThat(done.file().link())
                    .isEqualTo(
                        server.url()
                            + "/view?filename="
                            + name.replace("%s", task.id().value())
                            + "&subfolder=reelay&type=output"));
  }

  @ParameterizedTest
  @CsvSource({"{}, NO_FILE", "'{\"8\":{\"images\":[{\"filename\":\"%s_00001_.png\"}]}}', BAD_FILE"})
  void aPictureIsNoVideo(String outputs, FailureKind kind) {
    Task task = running(task());
    server.history.put(id(task), GpuServer.success(outputs.replace("%s", task.id().value())));
    assertThat(failure(poll(task)).kind()).isEqualTo(kind);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LoadImage | cannot identify image file '/home/ann/ComfyUI/input/broken.png' | LoadImage: cannot identify image file 'broken.png'
          KSampler | Allocation on device 0 would exceed allowed memory. (out of memory) | KSampler: Allocation on device 0 would exceed allowed memory. (out of memory)
          SaveVideo | [Errno 28] No space left on device: 'C:/Comfy/output/x.mp4' | SaveVideo: [Errno 28] No space left on device: 'x.mp4'
          """)
  void aNodeThatBrokeIsToldInOneSentenceWithoutPaths(String node, String message, String sentence) {
    Task task = running(task());
    server.history.put(
        id(task),
        GpuServer.error(
            """
            ["execution_error",{"node_id":"3","node_type":"%s","exception_message":"%s\\n\\nmore",
            "exception_type":"RuntimeError","traceback":["/secret"],"current_inputs":{"text":["words"]}}]
            """
                .formatted(node, message)));
    assertThat(failure(poll(task)).sentence()).isEqualTo(sentence);
    assertThat(failure(poll(task)).kind()).isEqualTo(FailureKind.GENERATION_FAILED);
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatWaitsIsTakenOutOfTheQueueWhenItIsCancelled(boolean newer) {
    server.newer = newer;
    Task task = running(task()).withCancellation(true, false);
    server.running.add("somebody's");
    server.pending.add(id(task));
    assertThat(failure(poll(task)).kind()).isEqualTo(FailureKind.GENERATION_CANCELLED);
    assertThat(server.pending).isEmpty();
    assertThat(server.running).containsExactly("somebody's");
    assertThat(server.requests).noneMatch(line -> line.contains("interrupt"));
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void whatRunsIsInterruptedByItsOwnId(boolean newer) {
    server.newer = newer;
    Task task = running(task()).withCancellation(true, false);
    server.running.add(id(task));
    assertThat(failure(poll(task)).kind()).isEqualTo(FailureKind.GENERATION_CANCELLED);
    assertThat(server.requests)
        .filteredOn(line -> line.startsWith("interrupt"))
        .isSubsetOf("interrupt {\"prompt_id\":\"" + id(task) + "\"}");
  }

  @Test
  void whatIsDoneBeforeItCouldBeCancelledIsKept() {
    Task task = running(task()).withCancellation(true, false);
    server.history.put(
        id(task),
        GpuServer.success(
            "{\"58\":{\"images\":[{\"filename\":\"" + task.id() + "_00001_.mp4\"}]}}"));
    assertThat(poll(task)).isInstanceOf(PollResult.Done.class);
  }

  @Test
  void whatARestartMadeTheServerForgetIsSentAgainTheSame() {
    Task task = fixture.task(fox().withPicture(ProviderFixture.PICTURE));
    submit(task);
    server.restart();

    assertThat(poll(running(task))).isEqualTo(new PollResult.Working(null, null));
    assertThat(server.posts).hasSize(2);
    assertThat(server.posts.get(1)).isEqualTo(server.posts.get(0));
    assertThat(poll(running(task))).isInstanceOf(PollResult.Working.class);
    assertThat(server.posts).as("it has it now").hasSize(2);
  }

  @Test
  void aJobThatTakesTheServerDownEachTimeComesToAnEnd() {
    Task task = running(task());
    for (int i = 0; i < 2; i++) {
      assertThat(poll(task)).isInstanceOf(PollResult.Working.class);
      server.restart();
    }
    PollResult end = poll(task);
    assertThat(failure(end).kind()).isEqualTo(FailureKind.LOST_BY_PROVIDER);
    assertThat(((PollResult.Failed) end).cost()).isEqualTo(Money.ZERO);
    assertThat(server.posts).hasSize(2);
  }

  @Test
  void alsoWhereTheServerIsDownBeforeItHasAnswered() {
    Task task = running(task());
    for (int i = 0; i < 2; i++) {
      server.answers.add(GpuServer.lost());
      assertThat(poll(task)).isInstanceOf(PollResult.Unclear.class);
    }
    assertThat(failure(poll(task)).kind()).isEqualTo(FailureKind.LOST_BY_PROVIDER);
    assertThat(server.posts).hasSize(2);
  }

  @ParameterizedTest
  @ValueSource(strings = {"_00001_.mp4", "_00001.mp4", "_00001_.webm", "_00001_.webp"})
  void whatWasDoneBeforeARestartIsHadByItsName(String ending) {
    Task task = running(task());
    server.files.add(task.id() + ending);
    assertThat(poll(task)).isInstanceOf(PollResult.Done.class);
    assertThat(server.posts).isEmpty();
  }

  @Test
  void aSecondOfTheGpuCanHaveAPrice() {
    Catalogue priced =
        new Catalogue(
            CATALOGUE.rows(),
            Map.of(
                "comfyui",
                new ProviderEndpoints(null, null, null, null, null, false, Money.of("0.001"))),
            CATALOGUE.workflows());
    fixture = fixture(priced);
    Task task = running(task());
    server.history.put(
        id(task),
        GpuServer.success(
            "{\"58\":{\"images\":[{\"filename\":\"" + task.id() + "_00001_.mp4\"}]}}"));
    assertThat(poll(task))
        .isInstanceOfSatisfying(
            PollResult.Done.class,
            done -> assertThat(done.file().charge()).isEqualTo(Money.of("0.0905")));
  }

  @Test
  void whatAWorkflowLacksIsToldAtTheStartAndWhenItIsThereTheRowComesBack() {
    haveNodes("VAELoader", "LTXVScheduler");
    server.nodes.put(
        "UNETLoader",
        GpuServer.parse(
            "{\"input\":{\"required\":{\"unet_name\":[[\"other.safetensors\"],{}],"
                + "\"weight_dtype\":[[\"default\"],{}]}}}"));

    fixture.providers.refreshModels();

    assertThat(fixture.alerts)
        .extracting(Alert::subject)
        .containsExactlyInAnyOrder("comfyui/wan-2.2-5b", "comfyui/ltx-video");
    assertThat(fixture.alerts.getFirst().detail())
        .contains(
            "node 37 (UNETLoader): unet_name wan2.2_ti2v_5B_fp16.safetensors is not installed;"
                + " there are other.safetensors")
        .contains("this ComfyUI has no VAELoader (39)");
    assertThat(fixture.providers.offers(fox(), null)).isEmpty();

    haveNodes("");
    fixture.providers.refreshBalances();
    assertThat(fixture.providers.offers(fox(), null)).hasSize(1);
  }

  /** Every node of the shipped workflows, but these. */
  private void haveNodes(String... but) {
    server.nodes.clear();
    CATALOGUE.workflows().values().stream()
        .flatMap(workflow -> workflow.graph().valueStream())
        .map(node -> node.path("class_type").asText())
        .filter(type -> Stream.of(but).noneMatch(type::equals))
        .forEach(type -> server.nodes.put(type, GpuServer.parse("{\"input\":{\"required\":{}}}")));
  }
}
