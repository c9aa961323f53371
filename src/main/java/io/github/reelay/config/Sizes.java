package io.github.reelay.config;

import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Sizes of files as people write them: {@code 50MB} is 50 million bytes, {@code 20MiB} 20 · 2²⁰.
 */
public final class Sizes {
  private static final Pattern FORM = Pattern.compile("(\\d{1,6})\\s*([kMGT]i?B)");

  private static final Map<String, Long> UNITS =
      Map.of(
          "kB",
          1_000L,
          "MB",
          1_000_000L,
          "GB",
          1_000_000_000L,
          "TB",
          1_000_000_000_000L,
          "kiB",
          1L << 10,
          "MiB",
          1L << 20,
          "GiB",
          1L << 30,
          "TiB",
          1L << 40);

  private Sizes() {}

  /**
   * @return bytes
   * @throws IllegalArgumentException if the text has no such form
   */
  public static long parse(String text) {
    Matcher form = FORM.matcher(text.strip());
    if (!form.matches()) {
      throw new IllegalArgumentException("not a size");
    }
    return Long.parseLong(form.group(1)) * UNITS.getOrDefault(form.group(2), 1L);
  }
}
