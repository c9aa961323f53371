package io.github.reelay.app.settings;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.app.Chats;
import io.github.reelay.chat.ConfiguredChat;
import io.github.reelay.config.Environment;
import io.github.reelay.config.SettingReader;
import io.github.reelay.config.SettingsLoader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** An installation in a temporary folder. */
final class ConfigFixture {
  private final Path home;
  private final Map<String, String> variables = new HashMap<>();

  ConfigFixture(Path home) {
    this.home = home;
  }

  ConfigFixture file(String yaml) {
    write(home.resolve("config/reelay.yaml"), yaml);
    return this;
  }

  ConfigFixture variable(String name, String value) {
    variables.put(name, value);
    return this;
  }

  private SettingReader load() {
    return SettingsLoader.load(
        SettingsSchema.of(Chats.FACTORIES), new Environment(variables, home, home.resolve("here")));
  }

  Settings settings() {
    SettingReader in = load();
    Settings settings = Settings.read(in, Chats.FACTORIES);
    assertThat(in.errors()).isEmpty();
    return settings;
  }

  /** The options of the chat that has options of this type, if it is on. */
  static <O> Optional<O> options(Settings settings, Class<O> type) {
    return settings.chats().stream()
        .map(ConfiguredChat::options)
        .filter(type::isInstance)
        .map(type::cast)
        .findFirst();
  }

  List<String> warnings() {
    SettingReader in = load();
    var _ = Settings.read(in, Chats.FACTORIES);
    return in.warnings();
  }

  /** The mistakes as lines, with the temporary folder's name taken out. */
  List<String> mistakes() {
    SettingReader in = load();
    var _ = Settings.read(in, Chats.FACTORIES);
    return in.errors().stream().map(e -> e.toString().replace(home.toString(), "~")).toList();
  }

  static void write(Path file, String text) {
    try {
      Files.createDirectories(file.getParent());
      Files.writeString(file, text);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
