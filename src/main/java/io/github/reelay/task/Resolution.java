package io.github.reelay.task;

import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The resolution of a video by the name people use; the catalogue maps it to each relay's word.
 * Ordered by the number of lines.
 *
 * @param text {@code 720p} or {@code 4k}
 */
public record Resolution(String text) implements Comparable<Resolution> {
  public static final Resolution P720 = new Resolution("720p");
  public static final Resolution P1024 = new Resolution("1024p");
  public static final Resolution P1080 = new Resolution("1080p");

  private static final Pattern PATTERN = Pattern.compile("([1-9]\\d{2,3})p?|([248]k)");

  /** 4k has 2160 lines. */
  private static final int LINES_PER_K = 540;

  private static final Comparator<Resolution> ORDER =
      Comparator.comparingInt(Resolution::lines).thenComparing(Resolution::text);

  /** Reads {@code 720p}, {@code 720} or {@code 4K}, in any case. */
  public static Optional<Resolution> parse(String word) {
    Matcher matcher = PATTERN.matcher(word.strip().toLowerCase(Locale.ROOT));
    if (!matcher.matches()) {
      return Optional.empty();
    }
    String lines = matcher.group(1);
    return Optional.of(new Resolution(lines == null ? matcher.group(2) : lines + "p"));
  }

  private int lines() {
    int number = Integer.parseInt(text.substring(0, text.length() - 1));
    return text.endsWith("k") ? number * LINES_PER_K : number;
  }

  @Override
  public int compareTo(Resolution other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
