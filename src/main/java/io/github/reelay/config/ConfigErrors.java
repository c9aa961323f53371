package io.github.reelay.config;

import java.util.ArrayList;
import java.util.List;

/** Gathers what is wrong while the configuration is read, so that all of it is told at once. */
final class ConfigErrors {
  final List<ConfigError> mistakes = new ArrayList<>();
  final List<String> warnings = new ArrayList<>();

  void mistake(String where, String found, String allowed, String remedy) {
    mistakes.add(new ConfigError(where, found, allowed, remedy));
  }

  void warning(String sentence) {
    warnings.add(sentence);
  }
}
