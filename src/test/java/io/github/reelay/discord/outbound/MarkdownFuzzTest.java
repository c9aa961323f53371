package io.github.reelay.discord.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.fuzz.Fuzz;
import io.github.reelay.fuzz.OddTexts;
import io.github.reelay.fuzz.StrictServer;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Prompts of any kind: nothing in them mentions anybody, is a mark, or ends ours. */
class MarkdownFuzzTest {
  private static final int MOST = 3900;

  /** As Discord finds them before any mark-up counts (docs: Reference, Message Formatting). */
  private static final Pattern MENTION =
      Pattern.compile("@everyone|@here|<@[!&]?\\d+>|<#\\d+>|<id:\\w+>");

  /** A mark, a link or an emoji without a backslash before it. */
  private static final Pattern MARK =
      Pattern.compile("[*_~`|\\[\\]()<>]|(?<![^\n]) *(-#|[#+-] |\\d+\\. )|https?://");

  private static final Pattern ESCAPED = Pattern.compile("\\\\[\\p{Punct}]");

  @Test
  void nothingInAPromptTakesEffect() {
    StrictServer discord = new StrictServer("discord");
    Fuzz.run(
        MarkdownFuzzTest.class,
        1_000,
        random -> {
          String prompt = OddTexts.of(random, 1 << random.nextInt(4, 14));
          RichText text =
              RichText.builder().plain("Prompt: ").untrusted(prompt).newLine().bold("end").build();
          String markdown = Markdown.of(text);
          String shown = Markdown.truncate(markdown, MOST);

          assertThat(shown).hasSizeLessThanOrEqualTo(MOST);
          assertThat(shown).doesNotContainPattern(MENTION);
          assertThat(markdown).endsWith("\n**end**");
          String prompted = markdown.substring(8, markdown.length() - 8);
          assertThat(firstMark(ESCAPED.matcher(prompted).replaceAll("x"))).isEmpty();
          discord.take(
              MessageBodies.create(Components.plain(Message.of(text))).toData().toString());
        });
  }

  /** With what is around it; a whole prompt tells nobody where. */
  private static String firstMark(String text) {
    Matcher mark = MARK.matcher(text);
    return mark.find()
        ? text.substring(Math.max(0, mark.start() - 12), Math.min(text.length(), mark.end() + 12))
        : "";
  }
}
