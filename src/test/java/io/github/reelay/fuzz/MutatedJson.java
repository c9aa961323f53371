package io.github.reelay.fuzz;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A JSON answer with values of other types, sizes and places, or a text that is no JSON. */
public final class MutatedJson {
  private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

  /** What is written as it is, which no tree can hold. */
  private static final String RAW = "raw:";

  private static final List<String> VALUES =
      List.of(
          "null",
          "true",
          "false",
          "0",
          "-1",
          "1",
          "100",
          "400",
          "429",
          "503",
          "0.5",
          "1e999",
          "-1e999",
          "1e-999",
          "9223372036854775808",
          "1" + "0".repeat(999),
          "1" + "0".repeat(2000),
          "\"\"",
          "\" \"",
          "\"1e999999999\"",
          "\"1e-999999999\"",
          "\"NaN\"",
          "\"Infinity%\"",
          "\"%\"",
          "\"-5\"",
          "\"\\ud83e\"",
          "\"\\u0000\\u202e\"",
          "\"https://\"",
          "\"https://[::\"",
          "\"ftp://x/y\"",
          "\"http://a b/%zz\"",
          "\"succeeded\"",
          "\"FAILED\"",
          "\"cancelled\"",
          "{}",
          "[]",
          "[null]",
          "[[[]]]",
          "{\"\":{}}",
          "{\"error\":{\"code\":1e999}}",
          "-0.0",
          "253402300800000000",
          "\"99999999999999999999\"",
          nested(45, "["),
          nested(2_000, "["),
          nested(45, "{\"error\":"),
          nested(20_000, "{\"data\":"),
          nested(900, "{\"reply_to_message\":"));

  private static String nested(int depth, String begin) {
    return begin.repeat(depth) + 1 + (begin.equals("[") ? "]" : "}").repeat(depth);
  }

  private static final List<String> NO_JSON =
      List.of(
          "",
          " ",
          "null",
          "[]",
          "\"\"",
          "{",
          "<html><title>502 Bad Gateway</title>",
          "\uFEFF{}",
          "OK",
          "{}{}",
          "\u0000",
          "{\"error\"",
          "NaN",
          "1e999",
          "{\"a\":01}");

  private MutatedJson() {}

  public static String of(JsonNode original, SplittableRandom random) {
    if (random.nextInt(20) == 0) {
      return any(NO_JSON, random);
    }
    JsonNode root = original.deepCopy();
    for (int left = random.nextInt(1, 5); left > 0 && root.isContainerNode(); left--) {
      change(place(root, random), root, random);
    }
    String text = raw(root.toString());
    return switch (random.nextInt(12)) {
      case 0 -> text.substring(0, random.nextInt(text.length() + 1));
      case 1 -> doubled(text, random);
      case 2 -> text + any(NO_JSON, random);
      case 3 ->
          text.replace('"', any(List.of("'", "", "\\", "\u0000"), random).concat(" ").charAt(0));
      default -> text;
    };
  }

  /** The writing of a value that a tree cannot hold, in the place of its stand-in. */
  private static String raw(String text) {
    StringBuilder out = new StringBuilder();
    Matcher stand = Pattern.compile("\"" + RAW + "(\\d+)\"").matcher(text);
    while (stand.find()) {
      stand.appendReplacement(
          out, Matcher.quoteReplacement(VALUES.get(Integer.parseInt(stand.group(1)))));
    }
    return stand.appendTail(out).toString();
  }

  /** One of its containers. */
  private static ContainerNode<?> place(JsonNode root, SplittableRandom random) {
    ContainerNode<?> at = (ContainerNode<?>) root;
    while (true) {
      List<JsonNode> inside =
          at.valueStream().filter(JsonNode::isContainerNode).filter(n -> !n.isEmpty()).toList();
      if (inside.isEmpty() || random.nextInt(3) == 0) {
        return at;
      }
      at = (ContainerNode<?>) any(inside, random);
    }
  }

  private static void change(ContainerNode<?> at, JsonNode root, SplittableRandom random) {
    if (at instanceof ArrayNode array) {
      if (!array.isEmpty() && random.nextBoolean()) {
        array.remove(random.nextInt(array.size()));
      } else {
        array.insert(random.nextInt(array.size() + 1), value(root, random));
      }
      return;
    }
    ObjectNode object = (ObjectNode) at;
    List<Map.Entry<String, JsonNode>> fields = List.copyOf(object.properties());
    if (fields.isEmpty()) {
      object.set("error", value(root, random));
      return;
    }
    Map.Entry<String, JsonNode> field = any(fields, random);
    switch (random.nextInt(6)) {
      case 0 -> object.remove(field.getKey());
      case 1 -> object.set(field.getKey(), JSON.arrayNode().add(field.getValue()));
      case 2 -> object.set(any(fields, random).getKey(), field.getValue());
      case 3 ->
          object.set(
              any(List.of("error", "code", "message", "status", "detail", "data", "id"), random),
              value(root, random));
      default -> object.set(field.getKey(), value(root, random));
    }
  }

  private static JsonNode value(JsonNode root, SplittableRandom random) {
    return switch (random.nextInt(8)) {
      case 0 -> root.deepCopy();
      case 2 -> JSON.textNode("request id: model ".repeat(1 << random.nextInt(14)));
      default -> JSON.textNode(RAW + random.nextInt(VALUES.size()));
    };
  }

  private static String doubled(String text, SplittableRandom random) {
    return text.startsWith("{\"")
        ? "{\"status\":"
            + any(VALUES, random)
            + ",\"id\":"
            + any(VALUES, random)
            + ","
            + text.substring(1)
        : text + text;
  }

  private static <T> T any(List<T> all, SplittableRandom random) {
    return all.get(random.nextInt(all.size()));
  }
}
