package io.github.reelay.config;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

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

  SettingsResult load() {
    return SettingsLoader.load(new Environment(variables, home, home.resolve("here")));
  }

  Settings settings() {
    return switch (load()) {
      case SettingsResult.Good good -> good.settings();
      case SettingsResult.Bad bad -> throw new AssertionError(bad.mistakes().toString());
    };
  }

  List<String> warnings() {
    return load().warnings();
  }

  /** The mistakes as lines, with the temporary folder's name taken out. */
  List<String> mistakes() {
    return switch (load()) {
      case SettingsResult.Good _ -> List.of();
      case SettingsResult.Bad bad ->
          bad.mistakes().stream().map(m -> m.toString().replace(home.toString(), "~")).toList();
    };
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
