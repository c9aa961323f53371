package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reelay.task.AspectRatio;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The writer of a request as JSON: each value stands where the row has its field, a dot between the
 * names of objects ({@code parameters.duration}).
 */
final class JsonBody {
  /** In the values of a row, where the prompt and the picture go. */
  static final String PROMPT = "$prompt";

  static final String PICTURE = "$picture";
  static final String LAST_FRAME = "$last-frame";
  static final String REFERENCE = "$reference";

  /** The relay's id of the video that is gone on from. */
  static final String SOURCE = "$source";

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();

  private JsonBody() {}

  static HttpPost.Body.Json write(GenerationRequest request) {
    JsonBody body = new JsonBody();
    WireFormat wire = request.wire();
    body.put("model", TextNode.valueOf(wire.model()));
    if (wire.promptField() != null) {
      body.put(wire.promptField(), TextNode.valueOf(request.prompt()));
    }
    for (Map.Entry<String, JsonNode> choice : choices(request).entrySet()) {
      body.put(choice.getKey(), choice.getValue());
    }
    Map<String, JsonNode> values =
        new TreeMap<>(Map.of(PROMPT, TextNode.valueOf(request.prompt())));
    if (request.source() != null) {
      values.put(SOURCE, TextNode.valueOf(request.source()));
    }
    WireFormat.ImageRule picture = wire.imageRule();
    List<JsonNode> pictures = texts(request.images());
    if (picture != null && !pictures.isEmpty()) {
      values.put(PICTURE, pictures.getFirst());
      if (pictures.size() > 1) {
        values.put(LAST_FRAME, pictures.get(1));
      }
      body.put(picture.field(), filled(picture.template(), values, pictures));
    }
    for (Map.Entry<String, JsonNode> extra : new TreeMap<>(wire.extra()).entrySet()) {
      body.put(extra.getKey(), filled(extra.getValue(), values, pictures));
    }
    return new HttpPost.Body.Json(body.root.toString());
  }

  /** The fields of length, shape, resolution and the options, in this order. */
  private static Map<String, JsonNode> choices(GenerationRequest request) {
    WireFormat wire = request.wire();
    Map<String, JsonNode> fields = new LinkedHashMap<>();
    if (wire.durationField() != null) {
      fields.put(
          wire.durationField(),
          wire.durationAsText()
              ? TextNode.valueOf(String.valueOf(request.seconds()))
              : JsonNodeFactory.instance.numberNode(request.seconds()));
    }
    AspectRatio aspect = request.writtenAspect();
    if (wire.aspectField() != null && aspect != null) {
      String word = wire.aspects().get(aspect);
      if (word != null) {
        fields.put(wire.aspectField(), TextNode.valueOf(word));
      }
    }
    if (wire.resolutionField() != null && request.resolution() != null) {
      String word = wire.resolutions().get(request.resolution());
      if (word != null) {
        fields.put(wire.resolutionField(), TextNode.valueOf(word));
      }
    }
    WireFormat.Size size = request.exactSize();
    if (wire.sizeField() != null && size != null) {
      fields.put(wire.sizeField(), TextNode.valueOf(size.toString()));
    }
    fields.putAll(wire.optionFields(request.options()));
    return fields;
  }

  private void put(String path, JsonNode value) {
    List<String> names = new ArrayList<>(List.of(path.split("\\.")));
    String last = names.removeLast();
    ObjectNode at = root;
    for (String name : names) {
      at = at.withObjectProperty(name);
    }
    at.set(last, value);
  }

  private static List<JsonNode> texts(List<GenerationRequest.ImageInput> images) {
    return images.stream()
        .filter(GenerationRequest.ImageInput.Text.class::isInstance)
        .map(GenerationRequest.ImageInput.Text.class::cast)
        .<JsonNode>map(image -> TextNode.valueOf(image.text()))
        .toList();
  }

  /** A row's value with the request's own in their places. */
  private static JsonNode filled(
      JsonNode template, Map<String, JsonNode> values, List<JsonNode> references) {
    return switch (template) {
      case ArrayNode list -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : list) {
          if (holds(item, REFERENCE)) {
            references.forEach(one -> {
              Map<String, JsonNode> own = new TreeMap<>(values);
              own.put(REFERENCE, one);
              copy.add(filled(item, own, references));
            });
          } else {
            copy.add(filled(item, values, references));
          }
        }
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(e -> copy.set(e.getKey(), filled(e.getValue(), values, references)));
        yield copy;
      }
      case TextNode text -> values.getOrDefault(text.asText(), text);
      default -> template;
    };
  }

  /** Whether a row's value has such a place. */
  static boolean holds(JsonNode template, String place) {
    return template.toString().contains('"' + place + '"');
  }
}
