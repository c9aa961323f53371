package io.github.reelay.provider.dialect;

import java.util.Locale;
import java.util.Map;

/**
 * The meaning of a status word. The documents have two vocabularies, their error messages a third,
 * and gateways in front of them more (docs/facts.md, "Relays: status words"). A word nobody knows
 * means "still at work".
 */
enum StatusWord {
  WORKING,
  DONE,
  FAILED,
  CANCELLED,
  /** The relay does not know the task; a dialect's own words only. */
  MISSING,
  UNKNOWN;

  /**
   * @param own a dialect's words, which go before those that all have
   */
  static StatusWord of(String text, Map<String, StatusWord> own) {
    String word = plain(text);
    StatusWord known = own.get(word);
    return known != null
        ? known
        : WordMeaning.match("status", word).map(StatusWord::valueOf).orElse(UNKNOWN);
  }

  /** As words are compared: in small letters. */
  static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
