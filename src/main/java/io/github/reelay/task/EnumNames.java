package io.github.reelay.task;

import java.util.Locale;

/** Names of enum constants as configuration, message keys and metrics write them. */
public final class EnumNames {
  private EnumNames() {}

  /** {@code TOO_MANY_BYTES} as {@code too-many-bytes}. */
  public static String kebabCase(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }
}
