package io.github.reelay.task;

import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The aspect ratio of a video as people write it. Relays have their own words for it; the catalogue
 * knows them.
 *
 * <p>Ordered as in menus: the usual ones first, the model's own choice last.
 *
 * @param text {@code 16:9}, or {@code adaptive}
 */
public record AspectRatio(String text) implements Comparable<AspectRatio> {
  public static final AspectRatio LANDSCAPE = new AspectRatio("16:9");
  public static final AspectRatio PORTRAIT = new AspectRatio("9:16");
  public static final AspectRatio SQUARE = new AspectRatio("1:1");

  /** The model goes by the picture or the prompt. */
  public static final AspectRatio ADAPTIVE = new AspectRatio("adaptive");

  private static final Pattern PATTERN = Pattern.compile("0?([1-9]\\d?)[:x：]0?([1-9]\\d?)");

  private static final Map<String, AspectRatio> NAMES =
      Map.of(
          "landscape", LANDSCAPE,
          "portrait", PORTRAIT,
          "square", SQUARE,
          "adaptive", ADAPTIVE,
          "auto", ADAPTIVE);

  private static final List<AspectRatio> USUAL = List.of(LANDSCAPE, PORTRAIT, SQUARE);

  private static final Comparator<AspectRatio> ORDER =
      Comparator.comparingInt(
              (AspectRatio ratio) -> USUAL.contains(ratio) ? USUAL.indexOf(ratio) : USUAL.size())
          .thenComparingDouble(ratio -> ratio.isAdaptive() ? 0 : -ratio.quotient())
          .thenComparing(AspectRatio::text);

  /** Reads {@code 9:16}, {@code 9x16} or {@code portrait}, in any case. */
  public static Optional<AspectRatio> parse(String word) {
    String normal = word.strip().toLowerCase(Locale.ROOT);
    Matcher numbers = PATTERN.matcher(normal);
    return numbers.matches()
        ? Optional.of(new AspectRatio(numbers.group(1) + ":" + numbers.group(2)))
        : Optional.ofNullable(NAMES.get(normal));
  }

  public boolean isAdaptive() {
    return equals(ADAPTIVE);
  }

  /** Width by height; not for {@link #ADAPTIVE}. */
  public double quotient() {
    int colon = text.indexOf(':');
    return Double.parseDouble(text.substring(0, colon))
        / Integer.parseInt(text.substring(colon + 1));
  }

  @Override
  public int compareTo(AspectRatio other) {
    return ORDER.compare(this, other);
  }

  @Override
  public String toString() {
    return text;
  }
}
