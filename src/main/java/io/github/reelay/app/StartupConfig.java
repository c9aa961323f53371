package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.app.settings.SettingsSchema;
import io.github.reelay.chat.ChatFactory;
import io.github.reelay.config.ConfigError;
import io.github.reelay.config.ConfigFolder;
import io.github.reelay.config.Environment;
import io.github.reelay.config.SettingReader;
import io.github.reelay.config.SettingsLoader;
import io.github.reelay.provider.ProviderAccount;
import io.github.reelay.provider.catalogue.Catalogue;
import io.github.reelay.provider.catalogue.CatalogueCheck;
import io.github.reelay.provider.catalogue.CatalogueReader;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.WorkflowReader;
import java.io.IOException;
import java.io.PrintWriter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The whole set-up, read: settings and catalogue. What is wrong is told all at once. */
sealed interface StartupConfig {
  /** It can be used. */
  record Valid(Settings settings, Catalogue catalogue, List<String> warnings)
      implements StartupConfig {}

  /** It cannot; each entry says what was found, what is allowed and how to mend it. */
  record Invalid(List<String> errors, List<String> warnings) implements StartupConfig {}

  /**
   * @param factories of all chats there are
   */
  static StartupConfig load(Environment environment, List<ChatFactory<?>> factories) {
    SettingReader in = SettingsLoader.load(SettingsSchema.of(factories), environment);
    Settings settings = Settings.read(in, factories);
    return in.errors().isEmpty()
        ? load(settings, in.warnings(), factories)
        : new Invalid(in.errors().stream().map(ConfigError::toString).toList(), in.warnings());
  }

  private static StartupConfig load(
      Settings settings, List<String> warnings, List<ChatFactory<?>> factories) {
    List<String> errors = new ArrayList<>();
    settings.nothingIsOn(factories).ifPresent(e -> errors.add(e.toString()));
    CatalogueReader.Result models = CatalogueReader.read(settings.folder());
    errors.addAll(models.errors());
    var dialects = ProviderAccount.dialects(settings.providers());
    errors.addAll(
        CatalogueCheck.errors(
            models.catalogue(), dialects, settings.folder().describe(ConfigFolder.MODELS)));
    CatalogueReader.Result complete =
        WorkflowReader.read(models.catalogue(), dialects, settings.folder());
    errors.addAll(complete.errors());
    defaultModelNotOffered(settings, models.catalogue()).ifPresent(errors::add);
    return errors.isEmpty()
        ? new Valid(settings, complete.catalogue(), warnings)
        : new Invalid(errors, warnings);
  }

  private static Optional<String> defaultModelNotOffered(Settings settings, Catalogue catalogue) {
    String model = settings.providerOptions().defaultModel();
    List<String> offered =
        settings.providersOn().stream()
            .flatMap(account -> catalogue.offeredBy(account.name()).stream())
            .map(ModelRow::model)
            .distinct()
            .toList();
    return model == null || offered.isEmpty() || offered.contains(model)
        ? Optional.empty()
        : Optional.of(
            "default-model: found \""
                + model
                + "\", which no provider that is on offers; allowed: auto, "
                + String.join(", ", offered));
  }

  /** Whether nothing is wrong but that nothing is switched on: nobody has set it up yet. */
  static boolean isEmpty(Environment environment) {
    SettingReader in = SettingsLoader.load(SettingsSchema.of(Chats.FACTORIES), environment);
    Settings settings = Settings.read(in, Chats.FACTORIES);
    return in.errors().isEmpty() && settings.nothingIsOn(Chats.FACTORIES).isPresent();
  }

  /** What a command does with a set-up that can be used; gives the exit code. */
  @FunctionalInterface
  interface Use {
    int run(Valid config) throws IOException, InterruptedException;
  }

  /** Runs a command with what was read, or prints what is wrong with it; gives the exit code. */
  static int use(Environment environment, Console console, Use use)
      throws IOException, InterruptedException {
    return switch (load(environment, Chats.FACTORIES)) {
      case Invalid invalid -> {
        printErrors(invalid, console.err());
        yield Main.EXIT_INVALID_CONFIG;
      }
      case Valid config -> use.run(config);
    };
  }

  /**
   * The settings alone, for commands that neither need a token nor spend; what is wrong with them
   * is printed.
   */
  static Optional<Settings> readSettings(Environment environment, PrintWriter errors) {
    SettingReader in = SettingsLoader.load(SettingsSchema.of(Chats.FACTORIES), environment);
    Settings settings = Settings.read(in, Chats.FACTORIES);
    if (in.errors().isEmpty()) {
      return Optional.of(settings);
    }
    printErrors(
        new Invalid(in.errors().stream().map(ConfigError::toString).toList(), in.warnings()),
        errors);
    return Optional.empty();
  }

  private static void printErrors(Invalid invalid, PrintWriter to) {
    to.println("Reelay cannot start: " + invalid.errors().size() + " thing(s) to mend.");
    invalid.errors().forEach(e -> to.println("\n* " + e));
    invalid.warnings().forEach(warning -> to.println("\nAlso: " + warning));
  }
}
