package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.util.List;

/** What JSON pointers lead to; they are tried in their order. */
final class Pointers {
  private Pointers() {}

  /** The first value that is there; else the missing node. */
  static JsonNode first(JsonNode node, List<String> pointers) {
    return pointers.stream()
        .map(node::at)
        .filter(found -> !found.isMissingNode() && !found.isNull())
        .findFirst()
        .orElse(MissingNode.getInstance());
  }

  /**
   * All values of a place.
   *
   * @param place a pointer, or a field's name wherever it stands
   */
  static List<JsonNode> all(JsonNode node, String place) {
    return place.startsWith("/") ? List.of(node.at(place)) : node.findValues(place);
  }

  /** Whether any of the conditions holds. */
  static boolean any(List<Condition> conditions, JsonNode node) {
    return conditions.stream().anyMatch(condition -> condition.holds(node));
  }

  /**
   * A condition on an answer.
   *
   * @param place a pointer, or a field's name wherever it stands
   * @param values one of which it must be, or have in it if that begins with {@code ~}; none:
   *     anything but nothing
   */
  record Condition(String place, List<String> values) {
    Condition {
      values = List.copyOf(values);
    }

    boolean holds(JsonNode node) {
      return all(node, place).stream()
          .anyMatch(value ->
              values.isEmpty()
                  ? isSomething(value)
                  : values.stream().anyMatch(wanted -> matches(value.asText(), wanted)));
    }

    private static boolean matches(String value, String wanted) {
      return wanted.startsWith("~") ? value.contains(wanted.substring(1)) : value.equals(wanted);
    }

    private static boolean isSomething(JsonNode value) {
      return value.isContainerNode()
          ? !value.isEmpty()
          : !value.isNull() && !value.asText().isBlank() && !isZero(value);
    }

    /** A number in JSON may be larger than any decimal: 1e999. */
    private static boolean isZero(JsonNode value) {
      return value.isNumber() && value.asDouble() == 0;
    }
  }
}
