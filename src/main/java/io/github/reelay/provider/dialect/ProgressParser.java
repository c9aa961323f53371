package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Progress as relays tell it: {@code 45}, {@code "45%"}, {@code 0.45}, or not at all. */
final class ProgressParser {
  private static final List<String> FIELDS = List.of("progress", "progress_pct", "percent");

  private ProgressParser() {}

  /** 0 to 100; null if nothing readable is told. */
  static @Nullable Integer in(JsonNode node) {
    for (String field : FIELDS) {
      Integer read = read(node.path(field));
      if (read != null) {
        return read;
      }
    }
    return null;
  }

  private static @Nullable Integer read(JsonNode told) {
    if (told.isIntegralNumber()) {
      return Math.clamp(told.asLong(), 0, 100);
    }
    if (told.isNumber()) {
      return ofNumber(told.asDouble());
    }
    if (!told.isTextual()) {
      return null;
    }
    String text = told.asText().strip();
    boolean percent = text.endsWith("%");
    try {
      double number =
          Double.parseDouble(percent ? text.substring(0, text.length() - 1).strip() : text);
      return percent || !text.contains(".") ? clamp(number) : ofNumber(number);
    } catch (NumberFormatException unreadable) {
      return null;
    }
  }

  /** A number with a fraction of at most one is a share of the whole. */
  private static @Nullable Integer ofNumber(double number) {
    return clamp(number <= 1 ? number * 100 : number);
  }

  private static @Nullable Integer clamp(double number) {
    return Double.isNaN(number) ? null : Math.clamp(Math.round(number), 0, 100);
  }
}
