package io.github.reelay.conversation.request;

import java.text.Normalizer;

/**
 * A sanitizer of prompts: composed (NFC), trimmed, without characters nobody sees.
 *
 * <p>Control, bidirectional, zero-width and tag characters can hide words from the moderators of a
 * chat, or turn a message around; a prompt needs none of them.
 */
public final class PromptSanitizer {
  private static final int ZERO_WIDTH_NON_JOINER = 0x200C;
  private static final int ZERO_WIDTH_JOINER = 0x200D;
  private static final int EMOJI_PRESENTATION = 0xFE0F;

  /** Variation selectors 17 to 256: invisible, and enough of them to hide any text. */
  private static final int FIRST_VARIATION_SELECTOR = 0xE0100;

  private static final int LAST_VARIATION_SELECTOR = 0xE01EF;

  private PromptSanitizer() {}

  public static String sanitize(String typed) {
    StringBuilder kept = new StringBuilder(typed.length());
    int before = ' ';
    for (int at = 0; at < typed.length(); ) {
      int point = typed.codePointAt(at);
      at += Character.charCount(point);
      if (point == '\r' || point == '\t') {
        point = point == '\t' ? ' ' : '\n';
      }
      if (isVisible(point, before)) {
        kept.appendCodePoint(point);
        before = point;
      }
    }
    return Normalizer.normalize(kept, Normalizer.Form.NFC)
        .replaceAll(" {2,}", " ")
        .replaceAll("\\s*\n\\s*", "\n")
        .strip();
  }

  private static boolean isVisible(int point, int before) {
    if (point == '\n') {
      return true;
    }
    if (point == ZERO_WIDTH_JOINER || point == ZERO_WIDTH_NON_JOINER) {
      return isMeaningfulJoiner(point, before);
    }
    if (point >= FIRST_VARIATION_SELECTOR && point <= LAST_VARIATION_SELECTOR) {
      return false;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.SURROGATE,
          Character.UNASSIGNED,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR ->
          false;
      default -> true;
    };
  }

  /** Families and professions are emoji joined by it; Persian and the Indic scripts need both. */
  private static boolean isMeaningfulJoiner(int joiner, int before) {
    if (Character.isExtendedPictographic(before)
        || Character.isEmojiModifier(before)
        || before == EMOJI_PRESENTATION) {
      return joiner == ZERO_WIDTH_JOINER;
    }
    return switch (Character.UnicodeScript.of(before)) {
      case ARABIC,
          SYRIAC,
          DEVANAGARI,
          BENGALI,
          GURMUKHI,
          GUJARATI,
          ORIYA,
          TAMIL,
          TELUGU,
          KANNADA,
          MALAYALAM,
          SINHALA,
          KHMER,
          MYANMAR,
          MONGOLIAN ->
          true;
      default -> before == '\u094D';
    };
  }
}
