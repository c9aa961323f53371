package io.github.reelay.config;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import io.github.reelay.task.DurationParser;
import io.github.reelay.task.Money;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * A section of a YAML file of rows, such as {@code models.yaml}, whose keys have no shipped
 * defaults: what is left out, or {@code none}, is empty, or what the caller says.
 *
 * <p>Read key by key, once, in one thread. Mistakes are collected with their path ({@code
 * models.yaml: models[3].price: …}) and never stop the reading, so that all are told at once; a key
 * that nobody asked for is one too. Parsers throw {@link IllegalArgumentException}, {@link
 * ArithmeticException} or {@link DateTimeException} for what they do not take.
 */
public final class YamlSection {
  private static final YAMLMapper YAML =
      YAMLMapper.builder()
          // 0.10 stays 0.10: prices are exact.
          .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
          .build();

  private static final int MAX_EXCERPT = 60;

  private static final String NONE = "none";

  private final JsonNode node;
  private final String file;
  private final String path;
  private final List<String> errors;
  private final @Nullable YamlSection base;
  private final Set<String> requestedKeys = new HashSet<>();

  private YamlSection(JsonNode node, String file, String path, List<String> errors) {
    this(node, file, path, errors, null);
  }

  private YamlSection(
      JsonNode node, String file, String path, List<String> errors, @Nullable YamlSection base) {
    this.node = node;
    this.file = file;
    this.path = path;
    this.errors = errors;
    this.base = base;
    if (!node.isObject() && !node.isMissingNode()) {
      addError(path, "found " + excerpt(node) + "; allowed: keys with values");
    }
  }

  /**
   * The whole file, unless it is no YAML.
   *
   * @param file how the file is called in errors
   * @param errors gets what is wrong
   */
  public static Optional<YamlSection> parse(String text, String file, List<String> errors) {
    try {
      return Optional.of(new YamlSection(YAML.readTree(text), file, "", errors));
    } catch (JsonProcessingException e) {
      errors.add(file + ": " + e.getOriginalMessage());
      return Optional.empty();
    }
  }

  /** Whether a key has a value. */
  public boolean has(String key) {
    return !isEmpty(find(key));
  }

  /** Whether a key has keys of its own. */
  public boolean isSection(String key) {
    return find(key).isObject();
  }

  public YamlSection section(String key) {
    return new YamlSection(find(key), file, below(key), errors);
  }

  /**
   * A section over this one: its keys go before those of this section, which count where it has
   * none.
   */
  public YamlSection overlay(String key) {
    return new YamlSection(find(key), file, below(key), errors, this);
  }

  /** A section over the one of the same name that stands below an overlay. */
  public YamlSection mergedSection(String key) {
    JsonNode own = find(key);
    YamlSection under =
        base != null && node.has(key) && base.isSection(key) ? base.mergedSection(key) : null;
    return new YamlSection(own, file, below(key), errors, under);
  }

  /** The elements of a list of sections. */
  public List<YamlSection> sections(String key) {
    List<YamlSection> sections = new ArrayList<>();
    JsonNode list = find(key);
    if (!list.isArray() && !isEmpty(list)) {
      reject(key, "found " + excerpt(list) + "; allowed: a list");
      return sections;
    }
    for (int i = 0; i < list.size(); i++) {
      String element = below(key) + "[" + i + "]";
      sections.add(new YamlSection(list.path(i), file, element, errors));
    }
    return sections;
  }

  /** Names of the keys, in the file's order. */
  public List<String> keys() {
    List<String> names = new ArrayList<>();
    node.fieldNames().forEachRemaining(names::add);
    return names;
  }

  public Optional<String> optionalText(String key) {
    return optional(key, "a text", Function.identity());
  }

  public String text(String key, String otherwise) {
    return optionalText(key).orElse(otherwise);
  }

  /** A text that must be there and not blank; else an empty one. */
  public String requiredText(String key) {
    Optional<String> text = optionalText(key).filter(t -> !t.isBlank());
    if (text.isEmpty()) {
      reject(key, "missing; it is needed");
    }
    return text.orElse("");
  }

  public boolean flag(String key, boolean otherwise) {
    return flag(key, "true", "false", otherwise);
  }

  /** One of two words: whether it is the first. */
  public boolean flag(String key, String yes, String no, boolean otherwise) {
    return optional(
            key,
            yes + " or " + no,
            text -> {
              if (!text.equals(yes) && !text.equals(no)) {
                throw new IllegalArgumentException(text);
              }
              return text.equals(yes);
            })
        .orElse(otherwise);
  }

  public int count(String key, int otherwise) {
    return optional(key, "a whole number", Integer::valueOf).orElse(otherwise);
  }

  public Duration time(String key, Duration otherwise) {
    return optional(
            key,
            "a time such as 90s, 20m, 24h",
            text -> DurationParser.STANDARD.parse(text).orElseThrow(IllegalArgumentException::new))
        .orElse(otherwise);
  }

  /** A size in bytes. */
  public long size(String key, long otherwise) {
    return optional(key, "a size such as 10MB", Sizes::parse).orElse(otherwise);
  }

  public Optional<Money> optionalMoney(String key) {
    return optional(key, "an amount such as 0.10", Money::of);
  }

  public Optional<LocalDate> optionalDate(String key) {
    return optional(key, "a date such as 2026-09-24", LocalDate::parse);
  }

  /** A value as it stands, whatever its kind. */
  public Optional<JsonNode> optionalNode(String key) {
    return Optional.of(find(key)).filter(value -> !isEmpty(value));
  }

  /** Whether a key says {@code none}, which is more than saying nothing. */
  public boolean isNone(String key) {
    return NONE.equals(find(key).asText());
  }

  /** A value of another kind. */
  public <T> Optional<T> optional(String key, String allowed, Function<String, T> parser) {
    JsonNode value = find(key);
    return isEmpty(value) ? Optional.empty() : convert(value, key, allowed, parser);
  }

  /** A list of values of another kind, or empty if the key is missing. */
  public <T> List<T> list(String key, String allowed, Function<String, T> parser) {
    JsonNode list = find(key);
    if (isEmpty(list)) {
      return List.of();
    }
    if (!list.isArray()) {
      reject(key, "found " + excerpt(list) + "; allowed: a list of " + allowed);
      return List.of();
    }
    List<T> elements = new ArrayList<>();
    for (int i = 0; i < list.size(); i++) {
      convert(list.path(i), key + "[" + i + "]", allowed, parser).ifPresent(elements::add);
    }
    return elements;
  }

  /** Records what is wrong with a key's value. */
  public void reject(String key, String what) {
    addError(below(key), what);
  }

  /** Records the keys that nobody asked for; to be called when all known ones were. */
  public void rejectUnknownKeys() {
    for (String name : keys()) {
      if (!requestedKeys.contains(name)) {
        reject(
            name,
            "is no key here; "
                + ClosestName.to(name, requestedKeys)
                    .map(near -> "nearest: " + near + "; ")
                    .orElse("")
                + "known: "
                + String.join(", ", requestedKeys.stream().sorted().toList()));
      }
    }
  }

  private <T> Optional<T> convert(
      JsonNode value, String key, String allowed, Function<String, T> parser) {
    if (value.isValueNode()) {
      try {
        return Optional.of(parser.apply(value.asText()));
      } catch (IllegalArgumentException | ArithmeticException | DateTimeException _) {
        // rejected below
      }
    }
    reject(key, "found " + excerpt(value) + "; allowed: " + allowed);
    return Optional.empty();
  }

  private JsonNode find(String key) {
    requestedKeys.add(key);
    return home(key).node.path(key);
  }

  /** Where a key stands: here, or in the section this one is over. */
  private YamlSection home(String key) {
    return base == null || node.has(key) ? this : base.home(key);
  }

  private static boolean isEmpty(JsonNode value) {
    return value.isMissingNode() || value.isNull() || NONE.equals(value.asText());
  }

  private String below(String key) {
    String section = home(key).path;
    return section.isEmpty() ? key : section + "." + key;
  }

  private void addError(String where, String what) {
    String error = file + ": " + (where.isEmpty() ? "" : where + ": ") + what;
    if (!errors.contains(error)) {
      errors.add(error);
    }
  }

  private static String excerpt(JsonNode value) {
    String text = value.toString();
    return text.length() > MAX_EXCERPT ? text.substring(0, MAX_EXCERPT) + "…" : text;
  }
}
