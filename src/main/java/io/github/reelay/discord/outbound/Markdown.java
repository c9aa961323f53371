package io.github.reelay.discord.outbound;

import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.task.ref.MessageRef;
import java.util.regex.Pattern;

/**
 * A formatter of {@link RichText} in Discord's mark-up. What a person typed comes out as they typed
 * it: no mark-up, no mention, no link, no emoji of it takes effect.
 */
final class Markdown {
  /** Marks anywhere in a line; a backslash takes their effect away. */
  private static final Pattern MARKUP_CHARACTERS = Pattern.compile("[\\\\*_~`|\\[\\]()<>]");

  /** At the start of a line these make headings, quotes and lists. */
  private static final Pattern LINE_STARTS = Pattern.compile("(?m)^(\\h*)(-#|[#+-])");

  private static final Pattern LIST_NUMBER = Pattern.compile("(?m)^(\\h*\\d+)\\.");

  /** A colon before two slashes makes a link of a bare address. */
  private static final Pattern LINK_COLON = Pattern.compile(":(?=//)|(?<=mailto|tel):");

  private static final Pattern MENTION = Pattern.compile("@(?=\\S)");

  /**
   * Control characters, and those nobody sees but that turn text around or hide it. The zero width
   * joiner stays: emoji are put together with it.
   */
  private static final Pattern INVISIBLE_CHARACTERS =
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
            case Span.Plain(String words) -> escapeOwnText(words);
            case Span.Untrusted(String words) -> escape(words);
            case Span.Bold(String words) -> words.isBlank() ? words : "**" + escape(words) + "**";
            case Span.Code(String words) -> "`" + words.replace('`', 'ˋ') + "`";
            case Span.Command command -> "`" + command.on("discord") + "`";
            case Span.Timestamp(var moment, _) -> "<t:" + moment.getEpochSecond() + ":R>";
            case Span.Progress progress -> progress.bar();
            case Span.Link(String words, String address) ->
                "[" + escape(words) + "](<" + address.replace(">", "%3E") + ">)";
            case Span.MessageLink link -> messageLink(link);
          });
    }
    return all.toString();
  }

  /** As the client itself makes it ("Copy Message Link"); {@code @me} stands for no server. */
  private static String messageLink(Span.MessageLink link) {
    String server = link.server() == null ? "@me" : link.server();
    MessageRef message = link.message();
    return message.chat().platform().equals(DiscordIds.PLATFORM)
        ? "[%s](<https://discord.com/channels/%s/%s/%s>)"
            .formatted(
                escapeOwnText(link.text()),
                server,
                DiscordIds.channelId(message),
                DiscordIds.messageId(message))
        : escapeOwnText(link.text());
  }

  /** Text from outside. */
  static String escape(String typed) {
    String seen =
        INVISIBLE_CHARACTERS.matcher(typed.replace("\r\n", "\n").replace('\t', ' ')).replaceAll("");
    String escaped = MARKUP_CHARACTERS.matcher(seen).replaceAll("\\\\$0");
    escaped = LIST_NUMBER.matcher(escaped).replaceAll("$1\\\\.");
    escaped = LINE_STARTS.matcher(escaped).replaceAll("$1\\\\$2");
    escaped = LINK_COLON.matcher(escaped).replaceAll("\\\\:");
    return MENTION.matcher(escaped).replaceAll("@" + ZERO_WIDTH_SPACE);
  }

  /** Our own words: names of models may hold marks, but there is nothing to defend against. */
  private static String escapeOwnText(String own) {
    return own.replace("_", "\\_").replace("*", "\\*").replace("~", "\\~").replace("`", "\\`");
  }

  /** Cuts at a line's end where possible, so that marks stay whole. */
  static String truncate(String markdown, int most) {
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
