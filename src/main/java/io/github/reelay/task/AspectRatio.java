package io.github.reelay.task;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/**
 * The aspect ratio of a video. Dialects have their own words for it; people and the catalogue use
 * these.
 */
public enum AspectRatio {
  LANDSCAPE("16:9"),
  PORTRAIT("9:16"),
  SQUARE("1:1");

  private final String text;

  AspectRatio(String text) {
    this.text = text;
  }

  /** The ratio as people write it: {@code 16:9}. */
  public String text() {
    return text;
  }

  /** Reads {@code 9:16}, {@code 9x16} or {@code portrait}, in any case. */
  public static Optional<AspectRatio> parse(String word) {
    String normal = word.strip().toLowerCase(Locale.ROOT).replace('x', ':').replace('：', ':');
    return Arrays.stream(values())
        .filter(r -> r.text.equals(normal) || r.name().toLowerCase(Locale.ROOT).equals(normal))
        .findFirst();
  }

  @Override
  public String toString() {
    return text;
  }
}
