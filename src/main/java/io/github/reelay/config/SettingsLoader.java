package io.github.reelay.config;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * A loader of the configuration: the shipped {@code reelay.yaml}, over it the installation's own,
 * over it the environment. Nothing is printed; what is wrong with the layers themselves is among
 * the errors of the reader.
 */
public final class SettingsLoader {
  private final ConfigSchema schema;
  private final Environment environment;
  private final ConfigErrors errors = new ConfigErrors();

  private SettingsLoader(ConfigSchema schema, Environment environment) {
    this.schema = schema;
    this.environment = environment;
  }

  public static SettingReader load(ConfigSchema schema, Environment environment) {
    return new SettingsLoader(schema, environment).load();
  }

  private SettingReader load() {
    ConfigFolder folder = folder();
    DotEnv.warnings(environment).forEach(errors::addWarning);
    KnownKeys known = KnownKeys.shipped(schema);
    Map<String, RawValue> given = new LinkedHashMap<>();
    ownFile(folder)
        .ifPresent(text -> {
          Map<String, RawValue> file =
              YamlFlattener.read(text, folder.describe(ConfigFolder.SETTINGS), errors);
          known.addEntriesOf(file, errors);
          given.putAll(new UnknownKeys(schema, known, errors).removeUnknown(file));
        });
    given.putAll(new EnvironmentOverrides(environment, schema, known, errors).read());

    SettingValues values = new SettingValues(known.values(), given, errors);
    return new SettingReader(schema, environment, folder, values, errors);
  }

  /** Where the configuration is; need not exist. */
  public static ConfigFolder folder(Environment environment) {
    String named = named(environment);
    return new ConfigFolder(
        named.isEmpty()
            ? environment.homeFolder().resolve("config")
            : environment.workingFolder().resolve(named));
  }

  private static String named(Environment environment) {
    return environment.variables().getOrDefault(ConfigSchema.CONFIG_VARIABLE, "").strip();
  }

  private ConfigFolder folder() {
    ConfigFolder folder = folder(environment);
    Path path = folder.path();
    if (named(environment).isEmpty()) {
      return folder;
    }
    if (!Files.isDirectory(path)) {
      errors.addError(
          ConfigSchema.CONFIG_VARIABLE,
          "no folder at " + path,
          "a folder with a reelay.yaml, a models.yaml or both",
          "name another folder, or unset it for " + environment.homeFolder().resolve("config"));
    } else if (!Files.exists(path.resolve(ConfigFolder.SETTINGS))) {
      errors.addWarning(path + " has no reelay.yaml; the defaults are used.");
    }
    return folder;
  }

  private Optional<String> ownFile(ConfigFolder folder) {
    try {
      return folder.own(ConfigFolder.SETTINGS);
    } catch (UncheckedIOException _) {
      errors.addError(
          folder.describe(ConfigFolder.SETTINGS),
          "a file that cannot be read",
          "a text file in UTF-8 that this user may read",
          "look at its rights and its encoding");
      return Optional.empty();
    }
  }
}
