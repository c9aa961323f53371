package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parser of progress as relays tell it: {@code 45}, {@code "45%"}, {@code 0.45}, or not at all.
 */
final class ProgressParser {
  private ProgressParser() {}

  /** 0 to 100; null if nothing readable is told. */
  static @Nullable Integer parse(JsonNode node, List<String> pointers) {
    for (String pointer : pointers) {
      Integer read = parseValue(node.at(pointer));
      if (read != null) {
        return read;
      }
    }
    return null;
  }

  private static @Nullable Integer parseValue(JsonNode value) {
    if (value.isIntegralNumber()) {
      return Math.clamp(value.asLong(), 0, 100);
    }
    if (value.isNumber()) {
      return fromNumber(value.asDouble());
    }
    if (!value.isTextual()) {
      return null;
    }
    String text = value.asText().strip();
    boolean percent = text.endsWith("%");
    try {
      double number =
          Double.parseDouble(percent ? text.substring(0, text.length() - 1).strip() : text);
      return percent || !text.contains(".") ? clamp(number) : fromNumber(number);
    } catch (NumberFormatException unreadable) {
      return null;
    }
  }

  /** A number with a fraction of at most one is a share of the whole. */
  private static @Nullable Integer fromNumber(double number) {
    return clamp(number <= 1 ? number * 100 : number);
  }

  private static @Nullable Integer clamp(double number) {
    return Double.isNaN(number) ? null : Math.clamp(Math.round(number), 0, 100);
  }
}
