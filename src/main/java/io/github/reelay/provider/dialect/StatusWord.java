package io.github.reelay.provider.dialect;

import java.util.Arrays;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/**
 * The meaning of a status word. The documents have two vocabularies, their error messages a third,
 * and gateways in front of them more (docs/facts.md, "Relays: status words"). A word nobody knows
 * means "still at work".
 */
enum StatusWord {
  WORKING(
      "submitted",
      "pending",
      "queued",
      "queueing",
      "not_start",
      "notstarted",
      "created",
      "starting",
      "preparing",
      "processing",
      "in_progress",
      "in-progress",
      "inprogress",
      "running",
      "generating",
      "unknown"),
  DONE(
      "completed", "complete", "success", "successful", "succeeded", "succeed", "finished", "done"),
  FAILED(
      "failed",
      "failure",
      "fail",
      "error",
      "expired",
      "rejected",
      "moderated",
      "content moderated",
      "request moderated"),
  CANCELLED("cancelled", "canceled"),
  /** The relay does not know the task; a dialect's own words only. */
  MISSING,
  UNKNOWN;

  @SuppressWarnings("ImmutableEnumChecker") // Set.of cannot be changed
  private final Set<String> words;

  StatusWord(String... words) {
    this.words = Set.of(words);
  }

  /**
   * @param own a dialect's words, which go before those that all have
   */
  static StatusWord of(String text, Map<String, StatusWord> own) {
    String word = plain(text);
    StatusWord known = own.get(word);
    return known != null
        ? known
        : Arrays.stream(values()).filter(s -> s.words.contains(word)).findFirst().orElse(UNKNOWN);
  }

  /** As words are compared: in small letters. */
  static String plain(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }
}
