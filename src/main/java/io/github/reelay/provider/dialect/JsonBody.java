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
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The writer of a request: the dialect's body with its slots filled, then each value where the row
 * has its field, a dot between the names of objects ({@code parameters.duration}).
 */
final class JsonBody {
  /** In the values of a dialect or a row, where the request's own go. */
  static final String PROMPT = "$prompt";

  static final String MODEL = "$model";
  static final String SECONDS = "$seconds";

  /** As {@code "8"}, and as {@code "8s"}. */
  static final String SECONDS_TEXT = "$seconds-text";

  static final String SECONDS_UNIT = "$seconds-s";
  static final String ASPECT = "$aspect";
  static final String RESOLUTION = "$resolution";
  static final String SIZE = "$size";
  static final String PICTURE = "$picture";
  static final String LAST_FRAME = "$last-frame";
  static final String REFERENCE = "$reference";

  /** The relay's id of the video that is gone on from. */
  static final String SOURCE = "$source";

  /** Our own name for the POST, by which the relay knows the task. */
  static final String IDENTITY = "$identity";

  /** Where the relay may call back. */
  static final String CALLBACK = "$callback";

  static final Set<String> SLOTS =
      Set.of(
          PROMPT,
          MODEL,
          SECONDS,
          SECONDS_TEXT,
          SECONDS_UNIT,
          ASPECT,
          RESOLUTION,
          SIZE,
          PICTURE,
          LAST_FRAME,
          REFERENCE,
          SOURCE,
          IDENTITY,
          CALLBACK);

  private final ObjectNode root = JsonNodeFactory.instance.objectNode();
  private final PostTemplate template;
  private final GenerationRequest request;
  private final List<JsonNode> pictures;
  private final Map<String, JsonNode> values;

  private JsonBody(PostTemplate template, GenerationRequest request) {
    this.template = template;
    this.request = request;
    this.pictures = texts(request.images());
    this.values = values(request, pictures);
  }

  static HttpPost.Body write(PostTemplate template, GenerationRequest request) {
    JsonBody body = new JsonBody(template, request);
    if (body.filled(template.body(), body.values) instanceof ObjectNode start) {
      body.root.setAll(start);
    }
    if (template.withRow()) {
      body.addRow(request.wire());
    }
    if (template.callback() != null
        && request.callback() != null
        && body.filled(template.callback().body(), body.values) instanceof ObjectNode added) {
      body.root.setAll(added);
    }
    return template.form()
        ? new HttpPost.Body.Form(body.parts())
        : new HttpPost.Body.Json(body.root.toString());
  }

  private void addRow(WireFormat wire) {
    put(wire.promptField(), PROMPT);
    put(wire.sizeField(), SIZE);
    if (!template.hasSlot(SECONDS_UNIT)) {
      put(
          wire.durationField(),
          wire.durationAsText() || template.hasSlot(SECONDS_TEXT) ? SECONDS_TEXT : SECONDS);
    }
    put(wire.aspectField(), ASPECT);
    put(wire.resolutionField(), RESOLUTION);
    wire.optionFields(request.options()).forEach(this::put);
    WireFormat.ImageRule picture = wire.imageRule();
    if (picture != null && !pictures.isEmpty() && !template.form() && !template.hasSlot(PICTURE)) {
      put(picture.field(), filled(picture.template(), values));
    }
    new TreeMap<>(wire.extra()).forEach((field, value) -> put(field, filled(value, values)));
  }

  /** A file part with its real type, as Modelverse's example has it, not a text of its table. */
  private List<HttpPost.Part> parts() {
    List<HttpPost.Part> parts = new ArrayList<>();
    root.properties()
        .forEach(
            field -> parts.add(new HttpPost.Part.Field(field.getKey(), field.getValue().asText())));
    WireFormat.ImageRule picture = request.wire().imageRule();
    if (picture != null && !request.images().isEmpty()) {
      parts.add(
          switch (request.images().getFirst()) {
            case GenerationRequest.ImageInput.File(Bytes jpeg) ->
                new HttpPost.Part.File(picture.field(), "picture.jpg", "image/jpeg", jpeg);
            case GenerationRequest.ImageInput.Text(String text) ->
                new HttpPost.Part.Field(picture.field(), text);
          });
    }
    return parts;
  }

  private static Map<String, JsonNode> values(GenerationRequest request, List<JsonNode> pictures) {
    WireFormat wire = request.wire();
    Map<String, @Nullable Object> texts = new LinkedHashMap<>();
    texts.put(MODEL, wire.model());
    texts.put(PROMPT, request.prompt());
    texts.put(SECONDS_TEXT, String.valueOf(request.seconds()));
    texts.put(SECONDS_UNIT, request.seconds() + "s");
    AspectRatio aspect = request.writtenAspect();
    texts.put(ASPECT, aspect == null ? null : wire.aspects().get(aspect));
    texts.put(
        RESOLUTION,
        request.resolution() == null ? null : wire.resolutions().get(request.resolution()));
    texts.put(SIZE, request.exactSize());
    texts.put(SOURCE, request.source());
    texts.put(IDENTITY, request.identity());
    texts.put(CALLBACK, request.callback());
    Map<String, JsonNode> values = new TreeMap<>();
    texts.forEach((slot, text) -> {
      if (text != null) {
        values.put(slot, TextNode.valueOf(text.toString()));
      }
    });
    values.put(SECONDS, JsonNodeFactory.instance.numberNode(request.seconds()));
    if (wire.imageRule() != null && !pictures.isEmpty()) {
      values.put(PICTURE, pictures.getFirst());
      values.put(REFERENCE, pictures.getFirst());
      if (pictures.size() > 1) {
        values.put(LAST_FRAME, pictures.get(1));
      }
    }
    return values;
  }

  /** A slot's value in a row's field, unless the dialect has a place for it. */
  private void put(@Nullable String path, String slot) {
    if (path != null && !template.hasSlot(slot)) {
      put(path, values.get(slot));
    }
  }

  private void put(String path, @Nullable JsonNode value) {
    if (value == null) {
      return;
    }
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

  /** A value with the request's own in their slots; null if it has slots and all are empty. */
  private @Nullable JsonNode filled(JsonNode value, Map<String, JsonNode> own) {
    List<String> slots = slots(value).toList();
    if (!slots.isEmpty() && slots.stream().noneMatch(own::containsKey)) {
      return null;
    }
    return switch (value) {
      case ArrayNode list -> {
        ArrayNode copy = JsonNodeFactory.instance.arrayNode();
        for (JsonNode item : list) {
          filledItems(item, own).forEach(copy::add);
        }
        yield copy;
      }
      case ObjectNode object -> {
        ObjectNode copy = JsonNodeFactory.instance.objectNode();
        object
            .properties()
            .forEach(field -> {
              JsonNode filled = filled(field.getValue(), own);
              if (filled != null) {
                copy.set(field.getKey(), filled);
              }
            });
        yield copy;
      }
      case TextNode text -> own.getOrDefault(text.asText(), text);
      default -> value;
    };
  }

  /** An element of a list; one with {@code $reference} stands once for each picture. */
  private List<JsonNode> filledItems(JsonNode item, Map<String, JsonNode> own) {
    if (!repeats(item)) {
      JsonNode filled = filled(item, own);
      return filled == null ? List.of() : List.of(filled);
    }
    List<JsonNode> all = new ArrayList<>();
    for (JsonNode picture : pictures) {
      Map<String, JsonNode> one = new TreeMap<>(own);
      one.put(REFERENCE, picture);
      JsonNode filled = filled(item, one);
      if (filled != null) {
        all.add(filled);
      }
    }
    return all;
  }

  /** The innermost list around the slot is the one that grows. */
  private static boolean repeats(JsonNode item) {
    return item.isTextual()
        ? item.asText().equals(REFERENCE)
        : item.isObject()
            && StreamSupport.stream(item.spliterator(), false).anyMatch(JsonBody::repeats);
  }

  /** The slots in a value. */
  static Stream<String> slots(JsonNode value) {
    return value.isTextual()
        ? Stream.of(value.asText()).filter(SLOTS::contains)
        : StreamSupport.stream(value.spliterator(), false).flatMap(JsonBody::slots);
  }

  /** Whether a value has such a slot. */
  static boolean holds(JsonNode value, String slot) {
    return slots(value).anyMatch(slot::equals);
  }
}
