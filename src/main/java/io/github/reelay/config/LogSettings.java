package io.github.reelay.config;

/** How logs are written. */
public record LogSettings(Format format, Level level) {
  /** Sentences for people, or one JSON object a line. */
  public enum Format {
    TEXT,
    JSON
  }

  /** What is worth a line. */
  public enum Level {
    ERROR,
    WARN,
    INFO,
    DEBUG,
    TRACE
  }

  public static LogSettings read(SettingReader in) {
    return new LogSettings(
        in.choice("logging.format", Format.class), in.choice("logging.level", Level.class));
  }
}
