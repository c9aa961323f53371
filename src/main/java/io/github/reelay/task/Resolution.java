package io.github.reelay.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The resolution of a video by the names people use; the catalogue maps them to each provider's
 * words.
 */
public enum Resolution {
  P720("720p"),
  P1024("1024p"),
  P1080("1080p");

  private final String text;

  Resolution(String text) {
    this.text = text;
  }

  public String text() {
    return text;
  }

  /** Reads {@code 720p} or {@code 720}, in any case. */
  public static Optional<Resolution> parse(String word) {
    String normal = word.strip().toLowerCase(Locale.ROOT);
    return Arrays.stream(values())
        .filter(r -> r.text.equals(normal) || r.text.equals(normal + "p"))
        .findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
