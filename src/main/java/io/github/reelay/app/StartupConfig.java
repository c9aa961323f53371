package io.github.reelay.app;

import io.github.reelay.config.ConfigError;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.config.Environment;
import io.github.reelay.config.Settings;
import io.github.reelay.config.SettingsLoader;
import io.github.reelay.config.SettingsResult;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.CatalogueReader;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;

/** The whole set-up, read: settings and catalogue. What is wrong is told all at once. */
sealed interface StartupConfig {
  /** It can be used. */
  record Valid(Settings settings, Catalogue catalogue, List<String> warnings)
      implements StartupConfig {}

  /** It cannot; each entry says what was found, what is allowed and how to mend it. */
  record Invalid(List<String> errors, List<String> warnings) implements StartupConfig {}

  static StartupConfig load(Environment environment, boolean mustBeOn) {
    SettingsResult result = SettingsLoader.load(environment);
    return switch (result) {
      case SettingsResult.Bad(List<ConfigError> mistakes, List<String> warnings) ->
          new Invalid(toTexts(mistakes), warnings);
      case SettingsResult.Good(Settings settings, List<String> warnings) ->
          load(settings, warnings, mustBeOn);
    };
  }

  private static StartupConfig load(Settings settings, List<String> warnings, boolean mustBeOn) {
    List<String> mistakes = new ArrayList<>();
    if (mustBeOn) {
      settings.nothingIsOn().ifPresent(m -> mistakes.add(m.toString()));
    }
    CatalogueReader.Result models =
        CatalogueReader.read(
            settings.folder().read(ConfigFolder.MODELS),
            settings.folder().describe(ConfigFolder.MODELS));
    mistakes.addAll(models.mistakes());
    return mistakes.isEmpty()
        ? new Valid(settings, models.catalogue(), warnings)
        : new Invalid(mistakes, warnings);
  }

  private static List<String> toTexts(List<ConfigError> mistakes) {
    return mistakes.stream().map(ConfigError::toString).toList();
  }

  /** Prints what is wrong. */
  static void printErrors(Invalid invalid, PrintWriter to) {
    to.println("Reelay cannot start: " + invalid.errors().size() + " thing(s) to mend.");
    invalid.errors().forEach(m -> to.println("\n* " + m));
    invalid.warnings().forEach(warning -> to.println("\nAlso: " + warning));
  }
}
