package io.github.reelay.config;

import io.github.reelay.config.SettingsResult.Bad;
import io.github.reelay.config.SettingsResult.Good;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Reads the set-up: the shipped {@code reelay.yaml}, over it the installation's own, over it the
 * environment. Nothing is printed, and all mistakes are told at once.
 */
public final class SettingsLoader {
  private final Environment surroundings;
  private final ConfigErrors findings = new ConfigErrors();

  private SettingsLoader(Environment surroundings) {
    this.surroundings = surroundings;
  }

  public static SettingsResult load(Environment surroundings) {
    return new SettingsLoader(surroundings).load();
  }

  private SettingsResult load() {
    ConfigFolder folder = folder();
    KnownKeys known = KnownKeys.shipped();
    Map<String, RawValue> given = new LinkedHashMap<>();
    ownFile(folder)
        .ifPresent(text -> {
          Map<String, RawValue> file =
              YamlFlattener.read(text, folder.describe(ConfigFolder.SETTINGS), findings);
          known.addProvidersOf(file, findings);
          given.putAll(new UnknownKeys(known, findings).accepted(file));
        });
    given.putAll(new EnvironmentOverrides(surroundings, known, findings).read());

    SettingValues keys = new SettingValues(known.values(), given, findings);
    SettingReader in = new SettingReader(keys, new Secrets(surroundings, findings), findings);
    Settings settings = new SettingsReader(in, surroundings).read(folder, known.providers());
    return findings.mistakes.isEmpty()
        ? new Good(settings, findings.warnings)
        : new Bad(findings.mistakes, findings.warnings);
  }

  private ConfigFolder folder() {
    String named = surroundings.variables().getOrDefault(EnvironmentNames.CONFIG, "").strip();
    if (named.isEmpty()) {
      return new ConfigFolder(surroundings.home().resolve("config"));
    }
    Path path = surroundings.here().resolve(named);
    if (!Files.isDirectory(path)) {
      findings.mistake(
          EnvironmentNames.CONFIG,
          "no folder at " + path,
          "a folder with a reelay.yaml, a models.yaml or both",
          "name another folder, or unset it for " + surroundings.home().resolve("config"));
    } else if (!Files.exists(path.resolve(ConfigFolder.SETTINGS))) {
      findings.warning(path + " has no reelay.yaml; the defaults are used.");
    }
    return new ConfigFolder(path);
  }

  private Optional<String> ownFile(ConfigFolder folder) {
    try {
      return folder.own(ConfigFolder.SETTINGS);
    } catch (UncheckedIOException _) {
      findings.mistake(
          folder.describe(ConfigFolder.SETTINGS),
          "a file that cannot be read",
          "a text file in UTF-8 that this user may read",
          "look at its rights and its encoding");
      return Optional.empty();
    }
  }
}
