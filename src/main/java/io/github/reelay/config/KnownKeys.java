package io.github.reelay.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys that exist, with their defaults: those of the shipped file, and those of the entries
 * that the installation adds.
 */
final class KnownKeys {
  private final ConfigSchema schema;
  private final Map<String, RawValue> values;

  private KnownKeys(ConfigSchema schema, Map<String, RawValue> values) {
    this.schema = schema;
    this.values = values;
  }

  static KnownKeys shipped(ConfigSchema schema) {
    ConfigErrors errors = new ConfigErrors();
    Map<String, RawValue> values =
        YamlFlattener.read(
            ConfigFolder.shipped(ConfigFolder.SETTINGS), "the shipped reelay.yaml", errors);
    if (!errors.errors().isEmpty()) {
      throw new IllegalStateException("the shipped reelay.yaml is broken: " + errors.errors());
    }
    return new KnownKeys(schema, new LinkedHashMap<>(values));
  }

  /** Makes the keys of a file's own entries known. */
  void addEntriesOf(Map<String, RawValue> file, ConfigErrors errors) {
    schema
        .entries()
        .forEach((section, keys) -> {
          Set<String> known = entries(values, section);
          for (String name : entries(file, section)) {
            if (!known.contains(name)) {
              addEntry(
                  section + "." + name, name, keys, firstBelow(section + "." + name, file), errors);
            }
          }
        });
  }

  private static String firstBelow(String entry, Map<String, RawValue> file) {
    return file.entrySet().stream()
        .filter(e -> (e.getKey() + ".").startsWith(entry + "."))
        .findFirst()
        .orElseThrow()
        .getValue()
        .source();
  }

  private void addEntry(
      String entry, String name, Map<String, String> keys, String source, ConfigErrors errors) {
    if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
      errors.addError(
          entry + " (" + source + ")",
          Redaction.quoted(name),
          "a name of small letters, digits and dashes that begins with a letter",
          "give the entry another name");
    }
    keys.forEach((key, text) -> values.put(entry + "." + key, RawValue.scalar(text, source)));
  }

  Map<String, RawValue> values() {
    return values;
  }

  boolean contains(String path) {
    return values.containsKey(path);
  }

  /** Whether other keys stand below this one. */
  boolean isSection(String path) {
    return values.keySet().stream().anyMatch(k -> k.startsWith(path + "."));
  }

  /** Names of the entries below a section, in the order of the files. */
  static Set<String> entries(Map<String, RawValue> values, String section) {
    Set<String> names = new LinkedHashSet<>();
    String prefix = section + ".";
    for (String path : values.keySet()) {
      if (path.startsWith(prefix)) {
        names.add(path.substring(prefix.length()).split("\\.", 2)[0]);
      }
    }
    return names;
  }

  /** The keys that only variables set, because they hold secrets. */
  List<String> secrets() {
    Set<String> paths = new TreeSet<>();
    for (String path : schema.secrets()) {
      int star = path.indexOf('*');
      if (star < 0) {
        paths.add(path);
      } else {
        entries(values, path.substring(0, star - 1))
            .forEach(name -> paths.add(path.replace("*", name)));
      }
    }
    return List.copyOf(paths);
  }
}
