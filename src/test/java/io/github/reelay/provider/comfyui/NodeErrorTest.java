package io.github.reelay.provider.comfyui;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class NodeErrorTest {
  @Test
  void aNodesErrorIsItsFirstLineWithoutWhereTheServerKeepsThings() {
    assertThat(sentence("\ncannot identify '/srv/comfy/input/broken.png'\nTraceback"))
        .isEqualTo("LoadImage: cannot identify 'broken.png'");
    assertThat(sentence("C:\\comfy\\models\\vae\\wan.safetensors is no file"))
        .isEqualTo("LoadImage: wan.safetensors is no file");
  }

  @Test
  void aNodesErrorHasNothingInItThatIsNotSeen() {
    assertThat(sentence("bad\u0007 \u001B[31m\u202Epng\u0000 \u2066here"))
        .isEqualTo("LoadImage: bad [31mpng here");
  }

  @Test
  void anEmojiIsNotCutInTwo() {
    assertThat(sentence("x".repeat(188) + "🦊 and more"))
        .isEqualTo("LoadImage: " + "x".repeat(188) + "…");
  }

  @Test
  void anErrorOfAnyLengthIsASentence() {
    assertThat(sentence("/a".repeat(500_000) + " is no file")).hasSizeLessThanOrEqualTo(201);
    assertThat(sentence("/".repeat(1_000_000))).hasSizeLessThanOrEqualTo(201);
  }

  private static @Nullable String sentence(String message) {
    return NodeError.ofEntry(entry(message)).sentence();
  }

  private static JsonNode entry(String message) {
    ObjectNode status = JsonNodeFactory.instance.objectNode();
    status
        .putArray("messages")
        .addArray()
        .add("execution_error")
        .addObject()
        .put("node_type", "LoadImage")
        .put("exception_message", message);
    return status;
  }
}
