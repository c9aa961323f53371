package io.github.reelay.conversation.text;

import io.github.reelay.conversation.RichText;
import java.util.List;
import java.util.Locale;

/**
 * A localizer whose placeholders are filled with styled spans, so that what a person or a relay
 * wrote stays apart from our own words. Immutable, thread-safe.
 */
public record Localizer(MessageBundles bundles) {
  /** Stands for argument 0 while a pattern is filled in; private use, so no sentence holds it. */
  private static final char FIRST_PLACEHOLDER = '\uE000';

  private static final int MAX_ARGUMENTS = 16;

  /**
   * @param args numbers, texts of our own, or {@link RichText} and {@link RichText.Span} for pieces
   *     with a mark
   */
  public RichText richText(Locale language, String key, Object... args) {
    Object[] filled = args.clone();
    for (int i = 0; i < args.length; i++) {
      if (args[i] instanceof RichText || args[i] instanceof RichText.Span) {
        filled[i] = String.valueOf((char) (FIRST_PLACEHOLDER + i));
      }
    }
    String pattern = bundles.get(language, key, filled);
    RichText.Builder text = RichText.builder();
    int from = 0;
    for (int at = 0; at < pattern.length(); at++) {
      int index = pattern.charAt(at) - FIRST_PLACEHOLDER;
      if (index < 0 || index >= Math.min(args.length, MAX_ARGUMENTS)) {
        continue;
      }
      if (at > from) {
        text.plain(pattern.substring(from, at));
      }
      from = at + 1;
      switch (args[index]) {
        case RichText piece -> text.append(piece);
        case RichText.Span span -> text.append(new RichText(List.of(span)));
        default -> text.plain(pattern.substring(at, from));
      }
    }
    if (from < pattern.length()) {
      text.plain(pattern.substring(from));
    }
    return text.build();
  }

  public String plainText(Locale language, String key, Object... args) {
    return bundles.get(language, key, args);
  }
}
