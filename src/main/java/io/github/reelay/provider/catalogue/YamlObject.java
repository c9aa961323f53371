package io.github.reelay.provider.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.config.Sizes;
import io.github.reelay.task.DurationParser;
import io.github.reelay.task.Money;
import java.time.Duration;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One object of a YAML file, read key by key. Mistakes are collected with their path and never stop
 * the reading, so that all are told at once; a key nobody asked for is one too.
 */
final class YamlObject {
  private final JsonNode node;
  private final String path;
  private final List<String> mistakes;
  private final Set<String> requestedKeys = new HashSet<>();

  YamlObject(JsonNode node, String path, List<String> mistakes) {
    this.node = node;
    this.path = path;
    this.mistakes = mistakes;
    if (!node.isObject() && !node.isMissingNode()) {
      addMistake("found " + excerpt(node) + "; allowed: keys with values");
    }
  }

  boolean has(String key) {
    requestedKeys.add(key);
    return node.hasNonNull(key);
  }

  JsonNode raw(String key) {
    requestedKeys.add(key);
    return node.path(key);
  }

  YamlObject object(String key) {
    return new YamlObject(raw(key), path + "." + key, mistakes);
  }

  List<YamlObject> objects(String key) {
    List<YamlObject> all = new ArrayList<>();
    JsonNode list = raw(key);
    for (int i = 0; i < list.size(); i++) {
      all.add(new YamlObject(list.path(i), path + "." + key + "[" + i + "]", mistakes));
    }
    return all;
  }

  /** Names of the keys, in the file's order. */
  List<String> keys() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  @Nullable String text(String key) {
    return value(key, "a text", Function.identity());
  }

  String text(String key, String otherwise) {
    String text = text(key);
    return text == null ? otherwise : text;
  }

  String required(String key) {
    String text = text(key);
    if (text == null || text.isBlank()) {
      addMistake(key, "missing; it is needed");
      return "";
    }
    return text;
  }

  boolean flag(String key, boolean otherwise) {
    Boolean flag =
        value(
            key,
            "true or false",
            text ->
                switch (text) {
                  case "true" -> true;
                  case "false" -> false;
                  default -> throw new IllegalArgumentException(text);
                });
    return flag == null ? otherwise : flag;
  }

  int number(String key, int otherwise) {
    Integer number = value(key, "a whole number", Integer::valueOf);
    return number == null ? otherwise : number;
  }

  @Nullable Duration duration(String key) {
    return value(
        key,
        "a time such as 90s, 20m, 24h",
        text ->
            DurationParser.STANDARD
                .parse(text)
                .orElseThrow(() -> new IllegalArgumentException("not a time")));
  }

  long size(String key, long otherwise) {
    Long size = value(key, "a size such as 10MB", Sizes::parse);
    return size == null ? otherwise : size;
  }

  @Nullable Money money(String key) {
    return value(key, "an amount such as 0.10", Money::of);
  }

  @Nullable LocalDate date(String key) {
    return value(key, "a date such as 2026-09-24", LocalDate::parse);
  }

  <T> @Nullable T value(String key, String allowed, Function<String, T> parser) {
    JsonNode value = raw(key);
    if (value.isMissingNode() || value.isNull()) {
      return null;
    }
    return convert(value, key, allowed, parser);
  }

  /** A list of values, or empty if the key is missing. */
  <T> List<T> values(String key, String allowed, Function<String, T> parser) {
    JsonNode list = raw(key);
    if (list.isMissingNode() || list.isNull()) {
      return List.of();
    }
    if (!list.isArray()) {
      addMistake(key, "found " + excerpt(list) + "; allowed: a list of " + allowed);
      return List.of();
    }
    List<T> all = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      T one = convert(list.path(i), key + "[" + i + "]", allowed, parser);
      if (one != null) {
        all.add(one);
      }
    }
    return all;
  }

  private <T> @Nullable T convert(
      JsonNode value, String key, String allowed, Function<String, T> parser) {
    if (value.isValueNode()) {
      try {
        return parser.apply(value.asText());
      } catch (IllegalArgumentException | ArithmeticException | DateTimeParseException unfit) {
        // told below
      }
    }
    addMistake(key, "found " + excerpt(value) + "; allowed: " + allowed);
    return null;
  }

  void addMistake(String key, String what) {
    mistakes.add(path + "." + key + ": " + what);
  }

  private void addMistake(String what) {
    mistakes.add(path + ": " + what);
  }

  /** To be called when all known keys were asked for. */
  void rejectUnknownKeys() {
    for (String name : keys()) {
      if (!requestedKeys.contains(name)) {
        addMistake(
            name,
            "is no key here; known: "
                + String.join(", ", requestedKeys.stream().sorted().toList()));
      }
    }
  }

  private static String excerpt(JsonNode value) {
    String text = value.toString();
    return text.length() > 60 ? text.substring(0, 60) + "…" : text;
  }
}
