package io.github.reelay.config;

import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/**
 * The mistakes and warnings met while the configuration is read, so that all of them are told at
 * once; each is told once, however many sections read its key.
 */
final class ConfigErrors {
  private final Set<ConfigError> errors = new LinkedHashSet<>();
  private final Set<String> warnings = new LinkedHashSet<>();

  void addError(String where, String found, String allowed, String remedy) {
    errors.add(new ConfigError(where, found, allowed, remedy));
  }

  void addWarning(String sentence) {
    warnings.add(sentence);
  }

  List<ConfigError> errors() {
    return List.copyOf(errors);
  }

  List<String> warnings() {
    return List.copyOf(warnings);
  }
}
