package io.github.reelay.provider.sandbox;

import java.util.Locale;

/**
 * A fault that a person asks for by a word in the prompt, such as {@code [[stuck]]}.
 *
 * <table>
 * <caption>Words and what comes of them</caption>
 * <tr><td>{@code [[reject]]}</td><td>the order is answered 400, a documented refusal</td></tr>
 * <tr><td>{@code [[busy]]}</td><td>429 with Retry-After 3, the first time this prompt comes</td></tr>
 * <tr><td>{@code [[lost]]}</td><td>accepted, then the connection is cut before the answer</td></tr>
 * <tr><td>{@code [[fail]]}</td><td>fails half-way</td></tr>
 * <tr><td>{@code [[moderated]]}</td><td>fails half-way for its content</td></tr>
 * <tr><td>{@code [[stuck]]}</td><td>gets to its last frame and stays there for ever</td></tr>
 * <tr><td>{@code [[slow]]}</td><td>takes ten times as long</td></tr>
 * <tr><td>{@code [[nourl]]}</td><td>is completed, but no link is ever given</td></tr>
 * </table>
 */
enum FaultDirective {
  REJECT,
  BUSY,
  LOST,
  FAIL,
  MODERATED,
  STUCK,
  SLOW,
  NOURL;

  boolean isIn(String prompt) {
    return prompt.toLowerCase(Locale.ROOT).contains(tag());
  }

  private String tag() {
    return "[[" + name().toLowerCase(Locale.ROOT) + "]]";
  }

  /** The prompt without such words, as it is drawn. */
  static String strip(String prompt) {
    return prompt.replaceAll("\\[\\[[a-zA-Z]*]]", " ");
  }
}
