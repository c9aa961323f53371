package io.github.reelay.discord.outbound;

import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import java.util.regex.Pattern;

/**
 * A formatter of {@link RichText} in Discord's mark-up. What a person typed comes out as they typed
 * it: no mark-up, no mention, no link, no emoji of it takes effect.
 */
final class Markdown {
  /** Marks anywhere in a line; a backslash takes their effect away. */
  private static final Pattern MARKS = Pattern.compile("[\\\\*_~`|\\[\\]()<>]");

  /** At the start of a line these make headings, quotes and lists. */
  private static final Pattern LINE_STARTS = Pattern.compile("(?m)^(\\h*)(-#|[#+-])");

  private static final Pattern LIST_NUMBER = Pattern.compile("(?m)^(\\h*\\d+)\\.");

  /** A colon before two slashes makes a link of a bare address. */
  private static final Pattern LINK = Pattern.compile(":(?=//)|(?<=mailto|tel):");

  private static final Pattern MENTION = Pattern.compile("@(?=\\S)");

  /**
   * Control characters, and those nobody sees but that turn text around or hide it. The zero width
   * joiner stays: emoji are put together with it.
   */
  private static final Pattern UNSEEN =
      Pattern.compile(
          "[\\p{Cc}&&[^\\n]]|[\\u200B\\u200E\\u200F\\u202A-\\u202E\\u2060-\\u2069\\uFEFF\\u180E]"
              + "|[\\x{E0000}-\\x{E007F}]");

  /** Shows nothing, but ends a word: an at sign before it mentions nobody. */
  private static final String ZERO_WIDTH_SPACE = "\u200B";

  private Markdown() {}

  static String of(RichText text) {
    StringBuilder all = new StringBuilder();
    for (Span span : text.spans()) {
      all.append(
          switch (span) {
            case Span.Plain(String words) -> words(words);
            case Span.Untrusted(String words) -> quoted(words);
            case Span.Bold(String words) -> words.isBlank() ? words : "**" + quoted(words) + "**";
            case Span.Code(String words) -> "`" + words.replace('`', 'ˋ') + "`";
            case Span.Timestamp(var moment, _) -> "<t:" + moment.getEpochSecond() + ":R>";
            case Span.Link(String words, String address) ->
                "[" + quoted(words) + "](<" + address.replace(">", "%3E") + ">)";
          });
    }
    return all.toString();
  }

  /** Text from outside. */
  static String quoted(String typed) {
    String seen = UNSEEN.matcher(typed.replace("\r\n", "\n").replace('\t', ' ')).replaceAll("");
    String flat = MARKS.matcher(seen).replaceAll("\\\\$0");
    flat = LIST_NUMBER.matcher(flat).replaceAll("$1\\\\.");
    flat = LINE_STARTS.matcher(flat).replaceAll("$1\\\\$2");
    flat = LINK.matcher(flat).replaceAll("\\\\:");
    return MENTION.matcher(flat).replaceAll("@" + ZERO_WIDTH_SPACE);
  }

  /** Our own words: names of models may hold marks, but there is nothing to defend against. */
  private static String words(String own) {
    return own.replace("_", "\\_").replace("*", "\\*").replace("~", "\\~").replace("`", "\\`");
  }

  /** Cuts at a line's end where possible, so that marks stay whole. */
  static String clip(String markdown, int most) {
    if (markdown.length() <= most) {
      return markdown;
    }
    int line = markdown.lastIndexOf('\n', most - 2);
    int end = line > most / 2 ? line : most - 2;
    if (Character.isHighSurrogate(markdown.charAt(end - 1))) {
      end--;
    }
    return markdown.substring(0, end) + "\n…";
  }
}
