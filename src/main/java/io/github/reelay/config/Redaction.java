package io.github.reelay.config;

import java.util.regex.Pattern;

/**
 * A wrong value, as far as a mistake may show it: somebody may have put a token in the wrong key.
 */
final class Redaction {
  /** No value of ours is this long without a blank, slash or comma; tokens and keys are. */
  private static final Pattern TOKEN_LIKE = Pattern.compile("[^\\s/,]{20,}");

  private static final int MAX_LENGTH = 60;

  private Redaction() {}

  static String quoted(String text) {
    if (text.isEmpty()) {
      return "nothing";
    }
    if (TOKEN_LIKE.matcher(text).find() || text.indexOf('@') >= 0 || text.indexOf('?') >= 0) {
      return "a text of " + text.length() + " characters (not shown: it may hold a secret)";
    }
    return '"' + (text.length() > MAX_LENGTH ? text.substring(0, MAX_LENGTH) + "…" : text) + '"';
  }
}
