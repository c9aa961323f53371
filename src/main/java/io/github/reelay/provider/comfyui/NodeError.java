package io.github.reelay.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.provider.dialect.HttpReply;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * What ComfyUI finds wrong with a graph, or what broke a node, as one sentence: the node and the
 * first line, without the paths and the values around it.
 */
final class NodeError {
  private static final int MAX_LENGTH = 200;

  /** No path is longer; a pattern that repeats a group goes as deep as it is long. */
  private static final int MAX_LINE = 2_048;

  /** All but the last name of a path: where the server keeps things is nobody's business. */
  private static final Pattern FOLDERS =
      Pattern.compile("(?:[A-Za-z]:)?(?:[\\\\/][^\\\\/\\s'\"]+)*[\\\\/](?=[^\\\\/\\s'\"]+)");

  private NodeError() {}

  /** How a job ended that the history calls an error. */
  static Failure ofEntry(JsonNode status) {
    JsonNode messages = status.path("messages");
    JsonNode last = messages.path(messages.size() - 1);
    String event = last.path(0).asText();
    JsonNode data = last.path(1);
    if (event.equals("execution_interrupted")) {
      return Failure.of(
          FailureKind.GENERATION_CANCELLED, "interrupted in " + data.path("node_type").asText());
    }
    String sentence =
        sentence(data.path("node_type").asText(), data.path("exception_message").asText());
    return Failure.of(
            FailureKind.GENERATION_FAILED, data.path("exception_type").asText() + " in " + sentence)
        .withSentence(sentence);
  }

  /**
   * Why a graph was not taken (400). What is missing on the server concerns its row, not the
   * request.
   */
  static Failure ofRefusal(HttpReply reply) {
    JsonNode json = reply.json();
    for (Map.Entry<String, JsonNode> node : json.path("node_errors").properties()) {
      JsonNode error = node.getValue().path("errors").path(0);
      String type = error.path("type").asText();
      String said = error.path("message").asText() + ": " + error.path("details").asText();
      String sentence = sentence(node.getValue().path("class_type").asText(), said);
      return switch (type) {
        case "value_not_in_list" ->
            Failure.of(FailureKind.MODEL_UNAVAILABLE, "node " + node.getKey() + " " + sentence);
        case "custom_validation_failed" ->
            Failure.of(FailureKind.PICTURE_UNUSABLE, "node " + node.getKey() + " " + sentence);
        default ->
            Failure.of(FailureKind.INVALID_REQUEST, type + " at node " + node.getKey())
                .withSentence(sentence);
      };
    }
    JsonNode error = json.path("error");
    String said = sentence(error.path("message").asText(), error.path("details").asText());
    return error.path("type").asText().equals("invalid_prompt")
        ? Failure.of(FailureKind.MODEL_UNAVAILABLE, said)
        : Failure.of(FailureKind.INVALID_REQUEST, "HTTP " + reply.status() + " " + said);
  }

  private static String sentence(String subject, String message) {
    Optional<String> first =
        message
            .lines()
            .map(String::strip)
            .filter(line -> !line.isEmpty())
            .map(line -> line.substring(0, Math.min(line.length(), MAX_LINE)))
            .findFirst();
    String text =
        FOLDERS
            .matcher(
                String.join(
                    ": ",
                    Stream.of(subject, first.orElse("")).filter(part -> !part.isEmpty()).toList()))
            .replaceAll("");
    return HttpReply.oneLine(text, MAX_LENGTH);
  }
}
