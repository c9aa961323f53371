package io.github.reelay.app;

import io.github.reelay.config.LogSettings;
import io.github.reelay.config.LogSettings.Format;
import io.github.reelay.config.LogSettings.Level;
import java.util.Locale;

/**
 * Tells logback how to write. Must run before the first logger is made, so no class that the
 * command line loads before it may hold one.
 */
final class Logging {
  private Logging() {}

  static void set(LogSettings settings) {
    set(settings.format(), settings.level());
  }

  static void set(Format format, Level level) {
    System.setProperty("reelay.log.format", format.name().toLowerCase(Locale.ROOT));
    System.setProperty("reelay.log.level", level.name());
  }
}
