package io.github.reelay.provider.catalogue;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.provider.dialect.Dialects;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The slots of a workflow, and what is wrong with one, told before anything runs. */
class WorkflowTest {
  private static final String SAVE =
      "\"9\":{\"class_type\":\"SaveVideo\",\"inputs\":{\"filename_prefix\":\"$filename\",\"video\":[\"1\",0]}}";

  @TempDir Path home;

  private static JsonNode fill(String inputs, Map<String, JsonNode> values) {
    return workflow("{\"1\":{\"class_type\":\"A\",\"inputs\":{" + inputs + "}}}")
        .fill(values)
        .at("/1/inputs");
  }

  private static Workflow workflow(String text) {
    return ((Workflow.ReadResult.Read) Workflow.read("a", text)).workflow();
  }

  @Test
  void aSlotGetsItsValueOrWhatStandsThereOtherwise() {
    JsonNode inputs =
        fill(
            "\"a\":\"$frames\",\"b\":\"$fps|16\",\"c\":\"$negative|blurry | dark\",\"d\":\"a $ b\","
                + "\"e\":\"$flag|true\",\"f\":7",
            Map.of("frames", IntNode.valueOf(81)));
    assertThat(inputs)
        .hasToString(
            "{\"a\":81,\"b\":16,\"c\":\"blurry | dark\",\"d\":\"a $ b\",\"e\":true,\"f\":7}");
  }

  @Test
  void thePromptMayStandWithinAText() {
    assertThat(
            fill(
                    "\"text\":\"cinematic, $prompt\"",
                    Map.of("prompt", TextNode.valueOf("$filename costs $5 \\1")))
                .path("text")
                .asText())
        .as("and what is in it is nobody's slot")
        .isEqualTo("cinematic, $filename costs $5 \\1");
  }

  @Test
  void aPictureThatIsNotThereTakesItsNodesWithIt() {
    JsonNode graph =
        workflow(
                """
                {"1":{"class_type":"LoadImage","inputs":{"image":"$picture"}},
                 "2":{"class_type":"ImageScale","inputs":{"image":["1",0],"width":64}},
                 "3":{"class_type":"ToVideo","inputs":{"vae":["4",0],"start_image":["2",0]}},
                 "4":{"class_type":"VAELoader","inputs":{"vae_name":"a"}}}
                """)
            .fill(Map.of());
    assertThat(graph)
        .hasToString(
            "{\"3\":{\"class_type\":\"ToVideo\",\"inputs\":{\"vae\":[\"4\",0]}},"
                + "\"4\":{\"class_type\":\"VAELoader\",\"inputs\":{\"vae_name\":\"a\"}}}");
  }

  @Test
  void theShippedWorkflowsFitTheirRows() {
    CatalogueReader.Result read = read(new ConfigFolder(Path.of("config")));
    assertThat(read.errors()).isEmpty();
    assertThat(read.catalogue().workflows())
        .containsOnlyKeys("wan-2.2-5b", "ltx-video", "ltx-video-picture");
  }

  @Test
  void aFileThatIsNotThereIsNamed() throws IOException {
    assertThat(errors("other", null))
        .singleElement()
        .asString()
        .contains("comfyui/m: wire-model: there is no " + home.resolve("workflows/other.json"));
    assertThat(errors("../secret", null)).singleElement().asString().contains("there is no");
  }

  @Test
  void whatComfyUiItselfSavesIsTold() throws IOException {
    assertThat(errors("a", "{\"nodes\":[],\"links\":[]}"))
        .singleElement()
        .asString()
        .endsWith(
            "a.json: is in the format of ComfyUI's page; export it there with File > Export (API)");
    assertThat(errors("a", "{\"1\":{\"inputs\":{}}}"))
        .singleElement()
        .asString()
        .contains("has no class_type and inputs at 1");
    assertThat(errors("a", "{")).singleElement().asString().contains("is no JSON");
  }

  @Test
  void aSlotThatNothingFillsIsToldWithTheNearestOne() throws IOException {
    assertThat(
            errors(
                "a",
                "{\"1\":{\"class_type\":\"A\",\"inputs\":{\"t\":\"$prompt\",\"s\":\"$sead\"}},"
                    + SAVE
                    + "}"))
        .singleElement()
        .asString()
        .contains("nothing fills $sead for m")
        .endsWith("did you mean $seed?");
  }

  @Test
  void withoutAPrefixOrAPromptItIsOfNoUse() throws IOException {
    assertThat(errors("a", "{\"1\":{\"class_type\":\"A\",\"inputs\":{}}}"))
        .hasSize(2)
        .anySatisfy(error -> assertThat(error).contains("needs $filename as the filename_prefix"))
        .anySatisfy(error -> assertThat(error).contains("needs $prompt"));
  }

  private List<String> errors(String name, @Nullable String workflow) throws IOException {
    if (workflow != null) {
      Files.createDirectories(home.resolve("workflows"));
      Files.writeString(home.resolve("workflows").resolve(name + ".json"), workflow);
    }
    Files.writeString(
        home.resolve("models.yaml"),
        """
        models:
          - provider: comfyui
            model: m
            wire-model: %s
            durations: [5]
            aspects: ["16:9"]
            resolutions: [720p]
            price: 0
        """
            .formatted(name));
    return read(new ConfigFolder(home)).errors();
  }

  private static CatalogueReader.Result read(ConfigFolder folder) {
    return WorkflowReader.read(
        CatalogueReader.read(folder).catalogue(),
        Map.of("comfyui", Dialects.find("comfyui").orElseThrow()),
        folder);
  }
}
