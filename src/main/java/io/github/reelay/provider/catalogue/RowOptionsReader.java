package io.github.reelay.provider.catalogue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.TextNode;
import io.github.reelay.config.YamlSection;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.VideoOption;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The reader of a row's options: {@code sound: {field: audio, default: off}}. What kind of value an
 * option has is the option's; its field, bounds, default and the relay's words are the row's.
 */
final class RowOptionsReader {
  /** To YAML, a bare {@code on} is {@code true}. */
  private static final Map<String, String> YAML_WORDS =
      Map.of("true", VideoOption.ON, "false", VideoOption.OFF);

  private final Map<VideoOption, OptionValues> values = new EnumMap<>(VideoOption.class);
  private final Map<VideoOption, WireFormat.OptionField> fields = new EnumMap<>(VideoOption.class);

  /**
   * @param row where the key {@code options} stands, if it does
   */
  RowOptionsReader(YamlSection row) {
    if (!row.has("options")) {
      return;
    }
    YamlSection all = row.section("options");
    for (String name : all.keys()) {
      Optional<VideoOption> option = VideoOption.ofWord(name);
      if (option.filter(VideoOption::isRowOption).isEmpty()) {
        all.reject(
            name,
            "is no option; there are "
                + String.join(
                    ", ",
                    Stream.of(VideoOption.values())
                        .filter(VideoOption::isRowOption)
                        .map(VideoOption::word)
                        .toList()));
      } else if (all.has(name)) {
        YamlSection section = all.section(name);
        read(option.get(), section);
        section.rejectUnknownKeys();
      }
    }
  }

  /**
   * Adds that the model can decide the length itself.
   *
   * @param word what the relay wants to read then
   */
  void addAutoLength(String durationField, JsonNode word) {
    values.put(VideoOption.AUTO_LENGTH, new OptionValues.Listed(List.of(VideoOption.ON), null));
    fields.put(
        VideoOption.AUTO_LENGTH,
        new WireFormat.OptionField(durationField, Map.of(VideoOption.ON, word), null));
  }

  Map<VideoOption, OptionValues> values() {
    return values;
  }

  Map<VideoOption, WireFormat.OptionField> fields() {
    return fields;
  }

  private void read(VideoOption option, YamlSection at) {
    Map<String, JsonNode> words = new LinkedHashMap<>();
    OptionValues read =
        switch (option.type()) {
          case SWITCH -> {
            words.put(VideoOption.ON, BooleanNode.TRUE);
            words.put(VideoOption.OFF, BooleanNode.FALSE);
            yield words(option, at, words);
          }
          case WORD -> words(option, at, words);
          case NUMBER ->
              new OptionValues.Numbers(number(at, "min", 0), number(at, "max", Integer.MAX_VALUE));
          case TEXT -> new OptionValues.Text(at.count("max", Integer.MAX_VALUE));
        };
    String usual = read.usual();
    values.put(option, read);
    fields.put(
        option,
        new WireFormat.OptionField(
            at.requiredText("field"), words, usual == null ? null : words.get(usual)));
  }

  private static long number(YamlSection at, String key, long otherwise) {
    return at.optional(key, "a whole number", Long::valueOf).orElse(otherwise);
  }

  /**
   * @param known the words there are; gets the row's
   */
  private static OptionValues words(
      VideoOption option, YamlSection at, Map<String, JsonNode> known) {
    if (at.isSection("words")) {
      YamlSection own = at.section("words");
      for (String name : own.keys()) {
        if (!known.isEmpty()
            && option.type() == VideoOption.Type.SWITCH
            && !known.containsKey(name)) {
          own.reject(name, "allowed: on, off");
        }
        own.optionalNode(name).ifPresent(word -> known.put(name, word));
      }
    } else {
      at.list("words", "words", String::strip)
          .forEach(word -> known.put(word, TextNode.valueOf(word)));
    }
    List<String> all = List.copyOf(known.keySet());
    if (all.isEmpty()) {
      at.reject("words", "needed: the words to choose from");
    }
    String usual =
        at.optionalText("default").map(word -> YAML_WORDS.getOrDefault(word, word)).orElse(null);
    if (usual == null ? option.mustBeSent() : !all.contains(usual)) {
      at.reject("default", "needed: one of " + String.join(", ", all));
      return new OptionValues.Listed(all, null);
    }
    return new OptionValues.Listed(all, usual);
  }
}
