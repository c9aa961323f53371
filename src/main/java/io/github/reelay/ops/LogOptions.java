package io.github.reelay.ops;

import io.github.reelay.config.SettingReader;

/** The options of the log: how its lines are written, and which. */
public record LogOptions(Format format, Level level) {
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

  public static LogOptions read(SettingReader in) {
    return new LogOptions(
        in.choice("logging.format", Format.class), in.choice("logging.level", Level.class));
  }
}
