package io.github.reelay.app;

import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.util.ContextInitializer;
import ch.qos.logback.core.joran.spi.JoranException;
import io.github.reelay.app.settings.Settings;
import io.github.reelay.ops.LogOptions.Format;
import io.github.reelay.ops.LogOptions.Level;
import io.github.reelay.ops.SecretMask;
import java.util.Locale;
import org.slf4j.LoggerFactory;

/**
 * The set-up of logback. Whatever was logged before it, or set up otherwise by a command that goes
 * on as another one, is followed by lines as they are wanted now.
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

  static synchronized void configure(Format format, Level level) {
    String wantedFormat = format.name().toLowerCase(Locale.ROOT);
    System.setProperty("reelay.log.format", wantedFormat);
    System.setProperty("reelay.log.level", level.name());
    if (LoggerFactory.getILoggerFactory() instanceof LoggerContext logback
        && !(wantedFormat.equals(logback.getProperty("format"))
            && level.name().equals(logback.getProperty("level")))) {
      logback.reset();
      try {
        new ContextInitializer(logback).autoConfig();
      } catch (JoranException e) {
        throw new IllegalStateException("the shipped logback.xml is broken", e);
      }
    }
  }
}
