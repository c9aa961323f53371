package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.ops.LogOptions.Format;
import io.github.reelay.ops.LogOptions.Level;
import io.github.reelay.ops.SecretMask;
import java.util.Locale;

/**
 * The set-up of logback. Must run before the first logger is made, so no class that the command
 * line loads before it may hold one.
 */
final class Logging {
  private Logging() {}

  static void configure(Settings settings) {
    configure(settings.logging().format(), settings.logging().level());
    hideSecrets(settings);
  }

  /** Not one of the configured secrets is ever written, whatever text it is in. */
  static void hideSecrets(Settings settings) {
    SecretMask.setConfiguredSecrets(settings.secrets());
  }

  static void configure(Format format, Level level) {
    System.setProperty("reelay.log.format", format.name().toLowerCase(Locale.ROOT));
    System.setProperty("reelay.log.level", level.name());
  }
}
