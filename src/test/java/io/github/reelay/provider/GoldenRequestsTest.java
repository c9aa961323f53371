package io.github.reelay.provider;

import static io.github.reelay.task.AspectRatio.LANDSCAPE;
import static io.github.reelay.task.AspectRatio.PORTRAIT;
import static io.github.reelay.task.AspectRatio.SQUARE;
import static io.github.reelay.task.Resolution.P1024;
import static io.github.reelay.task.Resolution.P1080;
import static io.github.reelay.task.Resolution.P720;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.dialect.Bytes;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.Dialects;
import io.github.reelay.provider.dialect.GenerationRequest;
import io.github.reelay.provider.dialect.HttpPost;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.VideoOption;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each shipped row's request, word for word as its document has it. */
class GoldenRequestsTest {
  private static final Path GOLDEN =
      Path.of("src", "test", "resources", "golden", "provider", "requests");
  private static final JsonMapper JSON = JsonMapper.builder().build();
  private static final String PROMPT = "a red fox in the snow";
  private static final AspectRatio CINEMA = new AspectRatio("21:9");
  private static final Resolution P480 = new Resolution("480p");
  private static final GenerationRequest.ImageInput ADDRESS =
      new GenerationRequest.ImageInput.Text("https://files.example/p.jpg");
  private static final GenerationRequest.ImageInput FILE =
      new GenerationRequest.ImageInput.File(new Bytes(new byte[] {1, 2, 3}));

  static Stream<Arguments> generations() {
    return Stream.of(
        Arguments.of("apimart-sora-2-text", 10, LANDSCAPE, P720, null),
        Arguments.of("apimart-sora-2-picture", 15, PORTRAIT, P720, ADDRESS),
        Arguments.of("apimart-sora-2-pro-text", 25, PORTRAIT, P1024, null),
        Arguments.of("apimart-sora-2-preview-text", 8, LANDSCAPE, P720, null),
        Arguments.of("apimart-sora-2-pro-preview-text", 12, PORTRAIT, P1024, null),
        Arguments.of("apimart-sora-2-pro-preview-picture", 4, null, P720, ADDRESS),
        Arguments.of("apimart-kling-v3-text", 5, SQUARE, P1080, null),
        Arguments.of("apimart-en-sora-2-text", 5, LANDSCAPE, P720, null),
        Arguments.of("xcompute-sora-2-text", 20, PORTRAIT, P720, null),
        Arguments.of("xcompute-sora-2-picture", 8, null, P720, ADDRESS),
        Arguments.of("xcompute-sora-2-pro-text", 16, LANDSCAPE, P1080, null),
        Arguments.of("xcompute-veo3.1-fast-picture", 8, LANDSCAPE, P720, ADDRESS),
        Arguments.of("apimart-seedance-2.0-mini-text", 5, CINEMA, P480, null),
        Arguments.of("apimart-seedance-2.0-mini-picture", 15, PORTRAIT, P720, ADDRESS),
        Arguments.of("apimart-MiniMax-H3-picture", 4, null, new Resolution("2k"), ADDRESS),
        Arguments.of("apimart-gemini-omni-flash-preview-text", 10, PORTRAIT, P720, null),
        Arguments.of("xcompute-kling-v3-text", 15, SQUARE, P720, null),
        Arguments.of("modelverse-MiniMax-Hailuo-2.3-text", 10, null, new Resolution("768p"), null),
        Arguments.of("modelverse-kling-v3-omni-picture", 3, PORTRAIT, P1080, ADDRESS),
        Arguments.of("modelverse-wan2.6-text", 15, PORTRAIT, P1080, null),
        Arguments.of("modelverse-wan2.6-picture", 5, PORTRAIT, P1080, ADDRESS),
        Arguments.of("modelverse-seedance-1.5-pro-text", 4, new AspectRatio("4:3"), P480, null),
        Arguments.of("modelverse-seedance-1.5-pro-picture", 12, null, P1080, ADDRESS),
        Arguments.of("modelverse-sora-2-text", 8, LANDSCAPE, P720, null),
        Arguments.of("modelverse-sora-2-picture", 12, PORTRAIT, P720, FILE));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("generations")
  void aGenerationIsWritten(
      String name,
      int seconds,
      @Nullable AspectRatio aspect,
      Resolution resolution,
      GenerationRequest.@Nullable ImageInput image)
      throws IOException {
    ModelRow row = row(name);
    GenerationRequest request =
        new GenerationRequest(
            (image == null ? row.fromText() : row.fromImage()).wire(),
            PROMPT,
            seconds,
            aspect,
            resolution,
            image == null ? List.of() : List.of(image),
            Map.of(),
            null);

    assertThat(written(dialect(row).generate(request))).isEqualTo(golden(name));
  }

  @Test
  void optionsAreWrittenInTheRelaysWords() throws IOException {
    Map<VideoOption, String> all =
        Map.of(
            VideoOption.SOUND, "on",
            VideoOption.NEGATIVE_PROMPT, "blurry",
            VideoOption.SEED, "7",
            VideoOption.WATERMARK, "on",
            VideoOption.ENHANCEMENT, "off");
    assertThat(optionsOf("apimart-kling-v3-", all))
        .isEqualTo("{'audio':true,'negative_prompt':'blurry','watermark':true}");
    assertThat(optionsOf("apimart-wan2.7-", all))
        .isEqualTo("{'negative_prompt':'blurry','seed':7,'watermark':true,'prompt_extend':false}");
    assertThat(optionsOf("modelverse-kling-v3-omni-", all)).isEqualTo("{'sound':'on'}");
    assertThat(optionsOf("modelverse-pixverse-v6-", Map.of(VideoOption.SOUND, "off")))
        .isEqualTo("{'generate_audio':0}");
    assertThat(optionsOf("apimart-wan2.7-", Map.of()))
        .as("what a relay would decide for us is always sent")
        .isEqualTo("{'watermark':false,'prompt_extend':true}");
    ModelRow seedance = row("apimart-seedance-2.5-");
    assertThat(
            written(
                    dialect(seedance)
                        .generate(
                            new GenerationRequest(
                                seedance.fromText().wire(),
                                PROMPT,
                                30,
                                null,
                                null,
                                List.of(),
                                Map.of(VideoOption.AUTO_LENGTH, "on"),
                                null)))
                .at("/json/duration"))
        .isEqualTo(JSON.readTree("-1"));
    assertThat(optionsOf("apimart-viduq3-pro-", Map.of())).isEqualTo("{'audio':true}");
  }

  @Test
  void severalPicturesAreWrittenByTheirUse() throws IOException {
    assertThat(picturesOf("apimart-seedance-2.0-mini-", GenerationMode.FRAMES, "a", "b"))
        .isEqualTo(
            "{'size':'adaptive','generate_audio':true,'image_with_roles':[{'url':'a',"
                + "'role':'first_frame'},{'url':'b','role':'last_frame'}]}");
    assertThat(picturesOf("apimart-seedance-2.0-mini-", GenerationMode.REFERENCES, "a", "b", "c"))
        .as("what they show, not their shape")
        .isEqualTo("{'size':'9:16','generate_audio':true,'image_urls':['a','b','c']}");
    assertThat(picturesOf("apimart-kling-v3-", GenerationMode.FRAMES, "a", "b"))
        .isEqualTo("{'audio':false,'watermark':false,'image_urls':['a','b']}");
    assertThat(picturesOf("apimart-veo3.1-fast-official-", GenerationMode.FRAMES, "a", "b"))
        .isEqualTo("{'first_frame_image':'a','last_frame_image':'b'}");
    assertThat(picturesOf("apimart-wan3.0-video-", GenerationMode.REFERENCES, "a"))
        .isEqualTo(
            "{'size':'9:16','audio':true,'watermark':false,'image_urls':['a'],"
                + "'generation_type':'reference'}");
    assertThat(picturesOf("modelverse-kling-v3-omni-", GenerationMode.FRAMES, "a", "b"))
        .isEqualTo(
            "{'aspect_ratio':'9:16','sound':'off','image_list':[{'image_url':'a',"
                + "'type':'first_frame'},{'image_url':'b','type':'end_frame'}]}");
    assertThat(picturesOf("modelverse-viduq3-pro-", GenerationMode.FRAMES, "a", "b"))
        .isEqualTo("{'audio':true,'vidu_type':'start-end2video'}");
  }

  private static String picturesOf(String name, GenerationMode mode, String... pictures)
      throws IOException {
    ModelRow row = row(name);
    assertThat(row.supports(mode)).isTrue();
    List<GenerationRequest.ImageInput> images =
        Stream.of(pictures)
            .<GenerationRequest.ImageInput>map(GenerationRequest.ImageInput.Text::new)
            .toList();
    return fields(
        row,
        new GenerationRequest(
            row.variant(mode).wire(), PROMPT, 5, PORTRAIT, null, images, Map.of(), null));
  }

  /** The fields beside those of every video. */
  private static String optionsOf(String name, Map<VideoOption, String> options)
      throws IOException {
    ModelRow row = row(name);
    GenerationRequest request =
        new GenerationRequest(
            row.fromText().wire(), PROMPT, 5, null, null, List.of(), options, null);
    return fields(row, request);
  }

  private static String fields(ModelRow row, GenerationRequest request) throws IOException {
    JsonNode json = written(dialect(row).generate(request)).path("json");
    JsonNode at = json.has("parameters") ? json.path("parameters") : json;
    ObjectNode found = JSON.createObjectNode();
    at.properties().stream()
        .filter(field -> !Set.of("model", "prompt", "duration").contains(field.getKey()))
        .forEach(field -> found.set(field.getKey(), field.getValue()));
    return found.toString().replace('"', '\'');
  }

  @ParameterizedTest
  @CsvSource({
    "apimart-sora-2-remix, 15, task_01",
    "apimart-veo3.1-fast-remix, 15, task_01",
    "modelverse-sora-2-remix, 8, video_01"
  })
  void aRemixIsWritten(String name, int seconds, String source) throws IOException {
    ModelRow row = row(name);
    assertThat(row.byRemix().wire().namesSource()).isFalse();
    assertThat(written(dialect(row).remix(remix(row, seconds), source).orElseThrow()))
        .isEqualTo(golden(name));
  }

  @Test
  void aRemixByFieldIsAGenerationThatNamesItsSource() throws IOException {
    ModelRow pixverse = row("apimart-pixverse-v6-");
    assertThat(pixverse.byRemix().wire().namesSource()).isTrue();
    assertThat(written(dialect(pixverse).generate(remix(pixverse, 5).withSource("task_01"))))
        .isEqualTo(golden("apimart-pixverse-v6-remix"));
  }

  private static GenerationRequest remix(ModelRow row, int seconds) {
    return new GenerationRequest(
        row.byRemix().wire(), PROMPT, seconds, null, P720, List.of(), Map.of(), null);
  }

  @Test
  void anIdCannotLeadTheKeyToAnotherPath() {
    Dialect envelope = Dialects.find("envelope").orElseThrow();

    assertThat(envelope.taskPath("../v1/balance?x#y"))
        .isEqualTo("/v1/tasks/%2E%2E%2Fv1%2Fbalance%3Fx%23y");
  }

  /** The name of a golden file starts with the provider and the model. */
  private static ModelRow row(String name) {
    return ProviderFixture.SHIPPED.rows().stream()
        .filter(row -> name.startsWith(row.provider() + "-" + row.model() + "-"))
        .max(java.util.Comparator.comparingInt(row -> (row.provider() + row.model()).length()))
        .orElseThrow();
  }

  private static Dialect dialect(ModelRow row) {
    return row.dialect() != null
        ? row.dialect()
        : Dialects.find(row.provider().equals("modelverse") ? "openai" : "envelope").orElseThrow();
  }

  private static JsonNode golden(String name) throws IOException {
    return JSON.readTree(Files.readString(GOLDEN.resolve(name + ".json")));
  }

  private static JsonNode written(HttpPost post) throws IOException {
    ObjectNode all = JSON.createObjectNode().put("path", post.path());
    switch (post.body()) {
      case HttpPost.Body.Json(String text) -> all.set("json", JSON.readTree(text));
      case HttpPost.Body.Form form -> {
        ArrayNode parts = all.putArray("form");
        for (HttpPost.Part part : form.parts()) {
          switch (part) {
            case HttpPost.Part.Field(String name, String value) ->
                parts.addObject().put("name", name).put("value", value);
            case HttpPost.Part.File file ->
                parts
                    .addObject()
                    .put("name", file.name())
                    .put("fileName", file.fileName())
                    .put("mediaType", file.mediaType())
                    .put("bytes", file.bytes().array().length);
          }
        }
      }
    }
    return all;
  }
}
