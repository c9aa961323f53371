package io.github.reelay.testing;

import io.github.reelay.app.Chats;
import io.github.reelay.app.settings.SettingsSchema;
import io.github.reelay.config.Environment;
import io.github.reelay.config.SettingReader;
import io.github.reelay.config.SettingsLoader;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Readers of the shipped settings with some of them changed, for tests that need options. */
public final class TestSettings {
  private TestSettings() {}

  /**
   * @param variables environment variables, each followed by its value
   */
  public static SettingReader with(String... variables) {
    Map<String, String> environment = new HashMap<>();
    for (int i = 0; i < variables.length; i += 2) {
      environment.put(variables[i], variables[i + 1]);
    }
    Path nowhere = Path.of("target", "no-such-folder").toAbsolutePath();
    return SettingsLoader.load(
        SettingsSchema.of(Chats.FACTORIES), new Environment(environment, nowhere, nowhere));
  }
}
