package io.github.reelay.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.github.reelay.provider.catalogue.Workflow;
import io.github.reelay.provider.dialect.HttpReply;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The check of workflows against what a server has: every kind of node, and every file of a model
 * that a node names. One answer of the server serves all workflows of a check.
 */
final class WorkflowCheck {
  /** Long enough to see what is meant, short enough for a line. */
  private static final int MAX_CHOICES = 6;

  private final ComfyServer server;
  private final Map<String, JsonNode> nodes = new HashMap<>();

  WorkflowCheck(ComfyServer server) {
    this.server = server;
  }

  /**
   * What is missing, each a sentence that names the node; none if it can run.
   *
   * @throws IOException nothing was learnt
   */
  List<String> problems(Workflow workflow) throws IOException {
    List<String> problems = new ArrayList<>();
    List<String> unknown = new ArrayList<>();
    for (Map.Entry<String, JsonNode> entry : workflow.graph().properties()) {
      String type = entry.getValue().path("class_type").asText();
      String node = "node " + entry.getKey() + " (" + type + ")";
      JsonNode info = info(type);
      if (info.isMissingNode()) {
        unknown.add(type + " (" + entry.getKey() + ")");
        continue;
      }
      JsonNode inputs = entry.getValue().path("inputs");
      JsonNode required = info.at("/input/required");
      for (Map.Entry<String, JsonNode> input : inputs.properties()) {
        JsonNode wanted =
            required.has(input.getKey())
                ? required.path(input.getKey())
                : info.at("/input/optional").path(input.getKey());
        problems.addAll(choice(node, input.getKey(), input.getValue(), wanted));
      }
      for (Map.Entry<String, JsonNode> input : required.properties()) {
        if (!inputs.has(input.getKey())) {
          problems.add(node + " lacks " + input.getKey() + "; export the workflow again");
        }
      }
    }
    if (!unknown.isEmpty()) {
      problems.add(
          "this ComfyUI has no "
              + String.join(", ", unknown)
              + "; install the nodes, or update it");
    }
    return problems;
  }

  private static List<String> choice(String node, String name, JsonNode value, JsonNode wanted) {
    JsonNode choices = wanted.path(0).isArray() ? wanted.path(0) : wanted.path(1).path("options");
    if (!value.isTextual() || value.asText().startsWith("$") || !choices.isArray()) {
      return List.of();
    }
    TreeSet<String> there =
        StreamSupport.stream(choices.spliterator(), false)
            .map(JsonNode::asText)
            .collect(Collectors.toCollection(TreeSet::new));
    if (there.contains(value.asText())) {
      return List.of();
    }
    String others =
        there.isEmpty()
            ? "there is none"
            : "there are "
                + there.stream().limit(MAX_CHOICES).collect(Collectors.joining(", "))
                + (there.size() > MAX_CHOICES ? " …" : "");
    return List.of(node + ": " + name + " " + value.asText() + " is not installed; " + others);
  }

  private JsonNode info(String type) throws IOException {
    JsonNode known = nodes.get(type);
    if (known != null) {
      return known;
    }
    HttpReply reply = server.get("/object_info/" + ComfyServer.encode(type));
    if (reply.status() != 200 || !reply.json().isObject()) {
      throw new IOException(server.redact("HTTP " + reply.status() + ", " + reply.foreignBody()));
    }
    JsonNode info = reply.json().has(type) ? reply.json().path(type) : MissingNode.getInstance();
    nodes.put(type, info);
    return info;
  }
}
