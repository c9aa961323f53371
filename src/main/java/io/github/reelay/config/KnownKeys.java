package io.github.reelay.config;

import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * The keys that exist, with their defaults: those of the shipped file, and the fields of each
 * provider's entry that the installation adds.
 */
final class KnownKeys {
  private static final String PROVIDERS = "providers.";

  /** What an entry of one's own has where it says nothing; a base URL it must say. */
  private static final Map<String, String> OWN_PROVIDER =
      Map.of(
          "enabled", "true",
          "dialect", "envelope",
          "base-url", RawValue.NONE,
          "concurrency", "20",
          "submits-per-minute", "60");

  private final Map<String, RawValue> values;
  private final List<String> chatSecrets;

  private KnownKeys(Map<String, RawValue> values, List<String> chatSecrets) {
    this.values = values;
    this.chatSecrets = List.copyOf(chatSecrets);
  }

  /**
   * @param chatSecrets keys of the secrets that switch chats on
   */
  static KnownKeys shipped(List<String> chatSecrets) {
    ConfigErrors errors = new ConfigErrors();
    Map<String, RawValue> values =
        YamlFlattener.read(
            ConfigFolder.shipped(ConfigFolder.SETTINGS), "the shipped reelay.yaml", errors);
    if (!errors.errors().isEmpty()) {
      throw new IllegalStateException("the shipped reelay.yaml is broken: " + errors.errors());
    }
    return new KnownKeys(new LinkedHashMap<>(values), chatSecrets);
  }

  /** Makes the fields of a file's own provider entries known. */
  void addProvidersOf(Map<String, RawValue> file, ConfigErrors errors) {
    Set<String> known = providers();
    for (Map.Entry<String, RawValue> entry : file.entrySet()) {
      String path = entry.getKey();
      if (!path.startsWith(PROVIDERS)) {
        continue;
      }
      String name = path.substring(PROVIDERS.length()).split("\\.", 2)[0];
      if (known.contains(name)) {
        continue;
      }
      known.add(name);
      String source = entry.getValue().source();
      if (!name.matches("[a-z][a-z0-9-]{0,31}")) {
        errors.addError(
            PROVIDERS + name + " (" + source + ")",
            Redaction.quoted(name),
            "a name of small letters, digits and dashes that begins with a letter",
            "give the entry another name");
      }
      OWN_PROVIDER.forEach((field, text) ->
          values.put(PROVIDERS + name + "." + field, RawValue.scalar(text, source)));
    }
  }

  Map<String, RawValue> values() {
    return values;
  }

  boolean has(String path) {
    return values.containsKey(path);
  }

  /** Whether other keys stand below this one. */
  boolean isSection(String path) {
    return values.keySet().stream().anyMatch(k -> k.startsWith(path + "."));
  }

  /** The names of all providers' entries, in the order of the files. */
  Set<String> providers() {
    Set<String> names = new LinkedHashSet<>();
    for (String path : values.keySet()) {
      if (path.startsWith(PROVIDERS)) {
        names.add(path.split("\\.", 3)[1]);
      }
    }
    return names;
  }

  /** The keys that only variables set, because they hold secrets. */
  List<String> secrets() {
    Set<String> paths = new TreeSet<>(Set.of("web.password", "database.url"));
    paths.addAll(chatSecrets);
    providers().forEach(name -> paths.add(PROVIDERS + name + ".key"));
    return List.copyOf(paths);
  }
}
