package io.github.reelay.config;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A reader of YAML into flat keys ({@code limits.running.person}) with the line each stands in. It
 * is read as a stream, because a tree forgets lines, repeated keys and how a number was written.
 */
final class YamlFlattener {
  private static final YAMLFactory YAML = new YAMLFactory();

  private final String file;
  private final ConfigErrors errors;
  private final Map<String, RawValue> values = new LinkedHashMap<>();
  private final Deque<String> sections = new ArrayDeque<>();
  private String path = "";

  private YamlFlattener(String file, ConfigErrors errors) {
    this.file = file;
    this.errors = errors;
  }

  /**
   * @param file how the file is called in mistakes
   */
  static Map<String, RawValue> read(String text, String file, ConfigErrors errors) {
    YamlFlattener keys = new YamlFlattener(file, errors);
    try (JsonParser parser = YAML.createParser(text)) {
      keys.readAll(parser);
    } catch (JsonProcessingException e) {
      // The parser's own message quotes the line, which may hold a secret.
      int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
      errors.addError(
          file + ", line " + line,
          "something that is no YAML",
          "`key: value`, indented by spaces",
          "look at the indentation, colons and quotes of this line and the one before it");
    } catch (IOException e) {
      throw new UncheckedIOException("reading a text in memory failed", e);
    }
    return keys.values;
  }

  private void readAll(JsonParser parser) throws IOException {
    JsonToken first = parser.nextToken();
    if (first == null) {
      return;
    }
    if (first != JsonToken.START_OBJECT) {
      addError(parser, file, "a text or list", "keys with values");
      return;
    }
    for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
      take(parser, token);
    }
  }

  private void take(JsonParser parser, JsonToken token) throws IOException {
    switch (token) {
      case FIELD_NAME -> path = below(parser.currentName());
      case START_OBJECT -> sections.push(path);
      case END_OBJECT -> {
        if (!sections.isEmpty()) {
          sections.pop();
        }
      }
      case START_ARRAY -> takeList(parser);
      case VALUE_NULL -> put(parser, RawValue.scalar(RawValue.NONE, source(parser)));
      default -> put(parser, RawValue.scalar(parser.getText().strip(), source(parser)));
    }
  }

  private void takeList(JsonParser parser) throws IOException {
    RawValue list = new RawValue(List.of(), true, source(parser), false);
    for (JsonToken token = parser.nextToken();
        token != JsonToken.END_ARRAY;
        token = parser.nextToken()) {
      if (token.isStructStart()) {
        addError(parser, path, "a list of lists or sections", "a list of plain values");
        parser.skipChildren();
      } else {
        list = list.with(parser.getText().strip());
      }
    }
    put(parser, list);
  }

  private void put(JsonParser parser, RawValue value) {
    RawValue earlier = values.putIfAbsent(path, value);
    if (earlier != null) {
      addError(
          parser, path, "the key a second time", "each key once (first: " + earlier.source() + ")");
    }
  }

  private String below(String name) {
    String section = sections.isEmpty() ? "" : sections.peek();
    return section.isEmpty() ? name : section + "." + name;
  }

  private void addError(JsonParser parser, String where, String found, String allowed) {
    errors.addError(
        where + " (" + source(parser) + ")", found, allowed, "change this line of the file");
  }

  private String source(JsonParser parser) {
    return file + ", line " + parser.currentTokenLocation().getLineNr();
  }
}
