package io.github.reelay.conversation.text;

import java.text.BreakIterator;
import java.util.Locale;

/** Truncation of text, never through the middle of what a reader sees as one character. */
public final class TextTruncation {
  private static final String ELLIPSIS = "…";

  private TextTruncation() {}

  /** The text on one line, at most so many UTF-16 units, ending in "…" when something was cut. */
  public static String singleLine(String text, int limit) {
    return truncate(text.strip().replaceAll("\\s+", " "), limit);
  }

  /** The text, at most so many UTF-16 units. */
  public static String truncate(String text, int limit) {
    if (text.length() <= limit) {
      return text;
    }
    if (limit <= ELLIPSIS.length()) {
      return ELLIPSIS.substring(0, Math.max(0, limit));
    }
    BreakIterator characters = BreakIterator.getCharacterInstance(Locale.ROOT);
    characters.setText(text);
    int room = limit - ELLIPSIS.length();
    int end = characters.isBoundary(room) ? room : characters.preceding(room);
    return text.substring(0, Math.max(0, end)).stripTrailing() + ELLIPSIS;
  }
}
