package io.github.reelay.provider.catalogue;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A workflow of ComfyUI in its API format, with slots where a request's values go: a text such as
 * {@code $seed}, or {@code $fps|24} with what stands there when there is no value. Within a longer
 * text {@code $prompt}, {@code $negative} and {@code $filename} are filled in. Immutable.
 *
 * @param name of its file, without {@code .json}
 */
public record Workflow(String name, JsonNode graph) {
  /** The slot of the saving node's prefix; by its value the file is found again. */
  public static final String FILENAME = "filename";

  public static final String PICTURE = "picture";
  public static final String LAST_FRAME = "last-frame";
  public static final String REFERENCE = "reference-";

  private static final JsonMapper JSON = new JsonMapper();
  private static final Pattern SLOT =
      Pattern.compile("\\$([a-z][a-z0-9-]*)(?:\\|(.*))?", Pattern.DOTALL);
  private static final Pattern WITHIN = Pattern.compile("\\$(prompt|negative|" + FILENAME + ")\\b");

  /** What was read, or why nothing could be. */
  public sealed interface ReadResult {
    record Read(Workflow workflow) implements ReadResult {}

    /** A sentence that says what to do. */
    record Unreadable(String problem) implements ReadResult {}
  }

  public static ReadResult read(String name, String text) {
    JsonNode graph;
    try {
      graph = JSON.readTree(text);
    } catch (JsonProcessingException broken) {
      return new ReadResult.Unreadable("is no JSON: " + broken.getOriginalMessage());
    }
    if (graph.path("nodes").isArray()) {
      return new ReadResult.Unreadable(
          "is in the format of ComfyUI's page; export it there with File > Export (API)");
    }
    // The body of a request to /prompt holds the same.
    JsonNode nodes = graph.path("prompt").isObject() ? graph.path("prompt") : graph;
    if (nodes.isEmpty()) {
      return new ReadResult.Unreadable("has no nodes");
    }
    for (Map.Entry<String, JsonNode> node : nodes.properties()) {
      if (!node.getValue().path("class_type").isTextual()
          || !node.getValue().path("inputs").isObject()) {
        return new ReadResult.Unreadable(
            "has no class_type and inputs at "
                + node.getKey()
                + "; export it in ComfyUI with File > Export (API)");
      }
    }
    return new ReadResult.Read(new Workflow(name, nodes));
  }

  /** The names of all slots, with or without something that stands there otherwise. */
  public Set<String> slots() {
    Set<String> all = new TreeSet<>();
    visit(text -> {
      Matcher slot = SLOT.matcher(text);
      if (slot.matches()) {
        all.add(slot.group(1));
      } else {
        WITHIN.matcher(text).results().forEach(found -> all.add(found.group(1)));
      }
    });
    return all;
  }

  /** Whether a slot stands somewhere with nothing to stand there otherwise. */
  boolean needs(String name) {
    Set<String> bare = new TreeSet<>();
    visit(bare::add);
    return bare.contains("$" + name);
  }

  static boolean isPicture(String slot) {
    return slot.equals(PICTURE) || slot.equals(LAST_FRAME) || slot.startsWith(REFERENCE);
  }

  private void visit(Consumer<String> texts) {
    for (JsonNode node : graph) {
      for (JsonNode value : node.path("inputs")) {
        if (value.isTextual()) {
          texts.accept(value.asText());
        }
      }
    }
  }

  /**
   * The graph with these values in its slots. A node whose picture is not there is left out, with
   * the links to it and the nodes that have no other link.
   *
   * @param values by the names of slots
   */
  public ObjectNode fill(Map<String, JsonNode> values) {
    ObjectNode filled = JsonNodeFactory.instance.objectNode();
    Set<String> left = new HashSet<>();
    for (Map.Entry<String, JsonNode> node : graph.properties()) {
      ObjectNode copy = node.getValue().deepCopy();
      ObjectNode inputs = copy.withObjectProperty("inputs");
      for (Map.Entry<String, JsonNode> input : node.getValue().path("inputs").properties()) {
        Optional<JsonNode> value = filled(input.getValue(), values);
        if (value.isPresent()) {
          inputs.set(input.getKey(), value.get());
        } else {
          left.add(node.getKey());
        }
      }
      filled.set(node.getKey(), copy);
    }
    leaveOut(filled, left);
    return filled;
  }

  /** Empty for a picture that is not there. */
  private static Optional<JsonNode> filled(JsonNode input, Map<String, JsonNode> values) {
    if (!input.isTextual()) {
      return Optional.of(input);
    }
    Matcher slot = SLOT.matcher(input.asText());
    if (slot.matches()) {
      JsonNode value = values.get(slot.group(1));
      String otherwise = slot.group(2);
      return value != null
          ? Optional.of(value)
          : otherwise != null
              ? Optional.of(scalar(otherwise))
              : isPicture(slot.group(1)) ? Optional.empty() : Optional.of(TextNode.valueOf(""));
    }
    return Optional.of(
        TextNode.valueOf(
            WITHIN
                .matcher(input.asText())
                .replaceAll(found -> Matcher.quoteReplacement(text(values, found)))));
  }

  private static String text(Map<String, JsonNode> values, MatchResult found) {
    JsonNode value = values.get(found.group(1));
    return value == null ? "" : value.asText();
  }

  /** A number or a switch where it reads as one. */
  private static JsonNode scalar(String text) {
    try {
      JsonNode read = JSON.readTree(text);
      return read.isNumber() || read.isBoolean() ? read : TextNode.valueOf(text);
    } catch (JsonProcessingException words) {
      return TextNode.valueOf(text);
    }
  }

  private static void leaveOut(ObjectNode nodes, Set<String> first) {
    List<String> gone = new ArrayList<>(first);
    while (!gone.isEmpty()) {
      String id = gone.removeLast();
      nodes.remove(id);
      for (Map.Entry<String, JsonNode> node : nodes.properties()) {
        ObjectNode inputs = (ObjectNode) node.getValue().path("inputs");
        if (unlink(inputs, id) && !hasLink(inputs) && !gone.contains(node.getKey())) {
          gone.add(node.getKey());
        }
      }
    }
  }

  private static boolean unlink(ObjectNode inputs, String id) {
    boolean found = false;
    for (Iterator<JsonNode> all = inputs.elements(); all.hasNext(); ) {
      if (isLink(all.next(), id)) {
        all.remove();
        found = true;
      }
    }
    return found;
  }

  private static boolean hasLink(ObjectNode inputs) {
    for (JsonNode input : inputs) {
      if (isLink(input, null)) {
        return true;
      }
    }
    return false;
  }

  /**
   * @param to null: to any node
   */
  private static boolean isLink(JsonNode input, @Nullable String to) {
    return input instanceof ArrayNode link
        && link.size() == 2
        && link.get(1).isInt()
        && (to == null || link.get(0).asText().equals(to));
  }
}
