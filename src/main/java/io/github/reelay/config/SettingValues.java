package io.github.reelay.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The values that were given, over the shipped ones. A wrong value is recorded as a mistake, and
 * the shipped one is read in its place, so that reading goes on and finds the next mistake.
 *
 * <p>Parsers throw {@link IllegalArgumentException} or {@link ArithmeticException} for what they do
 * not take.
 */
final class SettingValues {
  private final Map<String, RawValue> shipped;
  private final Map<String, RawValue> given;
  private final ConfigErrors errors;
  private final Set<String> read = new LinkedHashSet<>();

  SettingValues(Map<String, RawValue> shipped, Map<String, RawValue> given, ConfigErrors errors) {
    this.shipped = new LinkedHashMap<>(shipped);
    this.given = new LinkedHashMap<>(given);
    this.errors = errors;
  }

  /** A value that must be there. */
  <T> T value(String path, String allowed, Function<String, T> parser) {
    RawValue value = find(path);
    if (value.list()) {
      reject(path, value, allowed);
    } else {
      try {
        return parser.apply(value.text());
      } catch (IllegalArgumentException | ArithmeticException _) {
        reject(path, value, allowed);
      }
    }
    return parser.apply(shippedValue(path).text());
  }

  /** A value that may be {@code none}. */
  <T> Optional<T> optional(String path, String allowed, Function<String, T> parser) {
    return value(
        path,
        allowed + ", or none",
        text -> text.equals(RawValue.NONE) ? Optional.empty() : Optional.of(parser.apply(text)));
  }

  /** A list; a variable writes it with commas. */
  <T> List<T> list(String path, String allowed, Function<String, T> parser) {
    RawValue value = find(path);
    List<T> elements = new ArrayList<>();
    for (String element : elements(value)) {
      try {
        elements.add(parser.apply(element));
      } catch (IllegalArgumentException | ArithmeticException _) {
        reject(path, value.of(element), allowed);
      }
    }
    return List.copyOf(elements);
  }

  private static List<String> elements(RawValue value) {
    if (value.list()) {
      return value.texts();
    }
    if (value.text().equals(RawValue.NONE)) {
      return List.of();
    }
    List<String> elements = new ArrayList<>();
    for (String element : value.text().split(",", -1)) {
      if (!element.isBlank()) {
        elements.add(element.strip());
      }
    }
    return elements;
  }

  /** Records a mistake about a value that is well-formed but does not fit. */
  void reject(String path, String allowed) {
    reject(path, find(path), allowed);
  }

  private void reject(String path, RawValue value, String allowed) {
    errors.addError(
        path + " (" + value.source() + ")",
        Redaction.quoted(value.text()),
        allowed,
        remedy(path, value));
  }

  private String remedy(String path, RawValue wrong) {
    RawValue standard = shippedValue(path);
    String last = path.substring(path.lastIndexOf('.') + 1);
    String write =
        standard.list() ? last + ": [" + standard.text() + "]" : last + ": " + standard.text();
    String set = wrong.source() + "=" + standard.text();
    return (wrong.variable() ? "set " + set : "write " + write)
        + " (the default) or another allowed value";
  }

  private RawValue find(String path) {
    read.add(path);
    RawValue own = given.get(path);
    return own == null ? shippedValue(path) : own;
  }

  private RawValue shippedValue(String path) {
    RawValue value = shipped.get(path);
    if (value == null) {
      throw new IllegalStateException("the shipped reelay.yaml has no key " + path);
    }
    return value;
  }

  /** Where a key's value stands. */
  String source(String path) {
    return find(path).source();
  }

  /** Whether the value does not come from the shipped file. */
  boolean isGiven(String path) {
    return given.containsKey(path);
  }

  /** Whether it came from a variable; relative paths there start in the working folder. */
  boolean isVariable(String path) {
    return find(path).variable();
  }

  /** Names of the entries below a section, in the order of the files. */
  Set<String> entries(String section) {
    return KnownKeys.entries(shipped, section);
  }

  /** The keys asked for so far. */
  Set<String> read() {
    return read;
  }
}
