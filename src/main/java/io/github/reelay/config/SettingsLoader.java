package io.github.reelay.config;

import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A loader of the configuration: the shipped {@code reelay.yaml}, over it the installation's own,
 * over it the environment. Nothing is printed; what is wrong with the layers themselves is among
 * the errors of the reader.
 */
public final class SettingsLoader {
  private final Environment environment;
  private final List<String> chatSecrets;
  private final ConfigErrors errors = new ConfigErrors();

  private SettingsLoader(Environment environment, List<String> chatSecrets) {
    this.environment = environment;
    this.chatSecrets = chatSecrets;
  }

  /**
   * @param chatSecrets keys of the secrets that switch chats on
   */
  public static SettingReader load(Environment environment, List<String> chatSecrets) {
    return new SettingsLoader(environment, chatSecrets).load();
  }

  private SettingReader load() {
    ConfigFolder folder = folder();
    KnownKeys known = KnownKeys.shipped(chatSecrets);
    Map<String, RawValue> given = new LinkedHashMap<>();
    ownFile(folder)
        .ifPresent(text -> {
          Map<String, RawValue> file =
              YamlFlattener.read(text, folder.describe(ConfigFolder.SETTINGS), errors);
          known.addProvidersOf(file, errors);
          given.putAll(new UnknownKeys(known, errors).accepted(file));
        });
    given.putAll(new EnvironmentOverrides(environment, known, errors).read());

    SettingValues values = new SettingValues(known.values(), given, errors);
    return new SettingReader(environment, folder, values, errors);
  }

  private ConfigFolder folder() {
    String named = environment.variables().getOrDefault(EnvironmentNames.CONFIG, "").strip();
    if (named.isEmpty()) {
      return new ConfigFolder(environment.home().resolve("config"));
    }
    Path path = environment.here().resolve(named);
    if (!Files.isDirectory(path)) {
      errors.addError(
          EnvironmentNames.CONFIG,
          "no folder at " + path,
          "a folder with a reelay.yaml, a models.yaml or both",
          "name another folder, or unset it for " + environment.home().resolve("config"));
    } else if (!Files.exists(path.resolve(ConfigFolder.SETTINGS))) {
      errors.addWarning(path + " has no reelay.yaml; the defaults are used.");
    }
    return new ConfigFolder(path);
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
