package io.github.reelay.provider;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.fuzz.Fuzz;
import io.github.reelay.fuzz.MutatedJson;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.ProviderEndpoints;
import io.github.reelay.provider.catalogue.WorkflowReader;
import io.github.reelay.provider.dialect.Dialects;
import io.github.reelay.task.Failure;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Money;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** What ComfyUI says of a job, its queue, its nodes and its progress, with anything wrong in it. */
class OwnGpuFuzzTest {
  private static final Catalogue CATALOGUE = priced();

  /** What a job may have come to, by what its history says. */
  private static final List<String> ENDS =
      List.of(
          "[\"execution_interrupted\",{\"node_type\":\"KSampler\"}]",
          "[\"execution_error\",{\"node_id\":\"3\",\"node_type\":\"KSampler\","
              + "\"exception_message\":\"CUDA out of memory\",\"exception_type\":\"OOM\","
              + "\"traceback\":[\"a\",\"b\"]}]");

  private static final JsonNode PROGRESS =
      GpuServer.parse(
          "{\"type\":\"progress\",\"data\":{\"value\":5,\"max\":20,\"prompt_id\":\"ID\","
              + "\"node\":\"3\"}}");
  private static final JsonNode NODE =
      GpuServer.parse(
          "{\"input\":{\"required\":{\"unet_name\":[[\"a.safetensors\"],{}],\"vae_name\":"
              + "[\"COMBO\",{\"options\":[\"b.safetensors\"]}],\"seed\":[\"INT\",{}]},"
              + "\"optional\":{\"x\":[[\"y\"]]}}}");
  private static final JsonNode REFUSAL =
      GpuServer.parse(
          "{\"error\":{\"type\":\"prompt_outputs_failed_validation\",\"message\":\"failed\","
              + "\"details\":\"\"},\"node_errors\":{\"3\":{\"errors\":[{\"type\":"
              + "\"value_not_in_list\",\"message\":\"Value not in list\",\"details\":\"x\"}],"
              + "\"class_type\":\"KSampler\"}}}");

  private static Catalogue priced() {
    Catalogue read =
        WorkflowReader.read(
                ProviderFixture.SHIPPED,
                Map.of("comfyui", Dialects.find("comfyui").orElseThrow()),
                new ConfigFolder(Path.of("config")))
            .catalogue();
    return new Catalogue(
        read.rows(),
        Map.of(
            "comfyui",
            new ProviderEndpoints(null, null, null, null, null, false, Money.of("0.001"))),
        read.workflows());
  }

  @Test
  void noAnswerOfAServerIsReadAsMoreThanItSays() throws IOException {
    try (GpuServer server = new GpuServer()) {
      Fuzz.run(OwnGpuFuzzTest.class, 100, random -> isReadSafely(server, random));
    }
  }

  private static void isReadSafely(GpuServer server, SplittableRandom random) {
    server.restart();
    server.files.clear();
    server.posts.clear();
    server.events.clear();
    server.answers.clear();
    server.newer = random.nextBoolean();
    server.hangsUp = true;
    ProviderFixture fixture =
        new ProviderFixture(
            CATALOGUE,
            List.of(ProviderFixture.entry("comfyui", "comfyui", server.url())),
            ProviderFixture.OPTIONS);
    Task task =
        fixture.task(
            VideoRequest.of(RequestKind.GENERATE, "a red fox", null).withModel("wan-2.2-5b"));
    String id =
        UUID.nameUUIDFromBytes(("reelay/" + task.id()).getBytes(StandardCharsets.UTF_8)).toString();
    IntStream.range(0, 3)
        .forEach(_ ->
            server.events.add(MutatedJson.of(PROGRESS, random).replace("\"ID\"", '"' + id + '"')));
    CATALOGUE
        .workflows()
        .values()
        .forEach(workflow ->
            workflow
                .graph()
                .forEach(node -> server.nodes.put(node.path("class_type").asText(), NODE)));
    server.onItsWay =
        body -> random.nextInt(3) > 0 ? MutatedJson.of(body, random) : body.toString();
    if (random.nextInt(4) == 0) {
      server.answers.add(GpuServer.json(400, random.nextBoolean() ? REFUSAL : PROGRESS));
    }
    if (random.nextInt(4) == 0) {
      fixture.providers.refreshModels();
    }

    List<KeyedPost> noted = new ArrayList<>();
    isProven(fixture.providers.submit(task, null, noted::add), id);
    assertThat(server.posts).hasSizeLessThanOrEqualTo(1);
    if (!noted.isEmpty()) {
      isProven(fixture.providers.repeat(task, noted.getFirst()), id);
    }
    placeJob(server, task, id, random);
    for (int i = 0; i < 3; i++) {
      isSpoken(fixture.providers.poll(ProviderFixture.running(task, id), id), server, task);
    }
    // Where the server says that it has not taken it, it is sent again, so a number says nothing.
    assertThat(server.posts)
        .as("the same job, however often")
        .allSatisfy(post -> assertThat(post.path("prompt_id").asText()).isEqualTo(id));
    server.onItsWay = JsonNode::toString;
  }

  private static void placeJob(GpuServer server, Task task, String id, SplittableRandom random) {
    server.restart();
    switch (random.nextInt(5)) {
      case 0 -> server.pending.addAll(List.of("another", id));
      case 1 -> server.running.add(id);
      case 2 ->
          server.history.put(
              id,
              GpuServer.success(
                  ("{\"58\":{\"images\":[{\"filename\":\"%s_00001_.mp4\",\"subfolder\":\"reelay\","
                          + "\"type\":\"output\"},{\"filename\":\"x.png\"}],\"animated\":[true]}}")
                      .formatted(task.id())));
      case 3 -> server.history.put(id, GpuServer.error(ENDS.get(random.nextInt(ENDS.size()))));
      default -> {}
    }
  }

  /** Nobody is charged, but who is told that it failed must not get a video. */
  private static void isProven(SubmitResult result, String id) {
    switch (result) {
      case SubmitResult.Accepted(String accepted) -> assertThat(accepted).isEqualTo(id);
      case SubmitResult.Refused(Failure failure) -> isFitToBeShown(failure);
      case SubmitResult.NotAccepted(Failure failure, boolean _) -> isFitToBeShown(failure);
      case SubmitResult.Unknown _, SubmitResult.Indeterminate _ -> {}
    }
  }

  private static void isSpoken(PollResult told, GpuServer server, Task task) {
    switch (told) {
      case PollResult.Working working -> {
        assertThat(working.percent() == null ? 0 : working.percent()).isBetween(0, 95);
        assertThat(working.place() == null ? 1 : working.place()).isPositive();
        assertThat(working.remaining() == null ? Duration.ZERO : working.remaining())
            .isLessThan(Duration.ofDays(1));
      }
      case PollResult.Done(var file) -> {
        assertThat(file.link()).startsWith(server.url() + "/view?filename=" + task.id());
        assertThat(file.charge() == null ? 0 : file.charge().micros()).isNotNegative();
      }
      case PollResult.Failed failed -> isFitToBeShown(failed.failure());
      case PollResult.Missing(Failure failure) -> isFitToBeShown(failure);
      case PollResult.AccountBlocked(Failure failure) -> isFitToBeShown(failure);
      case PollResult.DoneWithoutFile _, PollResult.Unclear _ -> {}
    }
  }

  private static void isFitToBeShown(Failure failure) {
    String sentence = failure.sentence() == null ? "" : failure.sentence();
    assertThat(sentence).hasSizeLessThan(250).matches("[^\\p{Cc}]*");
    assertThat(failure.detail()).hasSizeLessThan(600);
  }
}
