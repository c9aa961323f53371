package io.github.reelay.config;

import java.util.List;

/** What reading the configuration came to. Warnings are sentences for the log. */
public sealed interface SettingsResult {
  List<String> warnings();

  /** The set-up can be used. */
  record Good(Settings settings, List<String> warnings) implements SettingsResult {
    public Good {
      warnings = List.copyOf(warnings);
    }
  }

  /** The set-up cannot be used; all its mistakes at once. */
  record Bad(List<ConfigError> mistakes, List<String> warnings) implements SettingsResult {
    public Bad {
      mistakes = List.copyOf(mistakes);
      warnings = List.copyOf(warnings);
    }
  }
}
