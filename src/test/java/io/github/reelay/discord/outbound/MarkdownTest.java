package io.github.reelay.discord.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.RichText;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MarkdownTest {
  @ParameterizedTest
  @CsvSource(
      quoteCharacter = '"',
      delimiter = '→',
      value = {
        "a red fox → a red fox",
        "**bold** → \\*\\*bold\\*\\*",
        "_under_ ~~gone~~ → \\_under\\_ \\~\\~gone\\~\\~",
        "`code` → \\`code\\`",
        "||spoiler|| → \\|\\|spoiler\\|\\|",
        "[free](https://evil.example) → \\[free\\]\\(https\\://evil.example\\)",
        "<https://evil.example> → \\<https\\://evil.example\\>",
        "<@123> → \\<@\u200B123\\>",
        "<@&123> → \\<@\u200B&123\\>",
        "<#123> → \\<#123\\>",
        "<:smile:123> → \\<:smile:123\\>",
        "</video:123> → \\</video:123\\>",
        "<t:1700000000:R> → \\<t:1700000000:R\\>",
        "@everyone and @here → @\u200Beveryone and @\u200Bhere",
        "# heading → \\# heading",
        "-# small → \\-# small",
        "> quote → \\> quote",
        "- list → \\- list",
        "1. first → 1\\. first",
        "C:\\path → C:\\\\path",
        "a 16:9 shape, 3 - 1 → a 16:9 shape, 3 - 1",
        "狐狸在雪地里 🦊 → 狐狸在雪地里 🦊",
      })
  void nothingAPersonTypedTakesEffect(String typed, String markdown) {
    assertThat(Markdown.escape(typed)).isEqualTo(markdown);
  }

  @Test
  void marksAtTheStartOfAnyLineAreEscaped() {
    assertThat(Markdown.escape("one\n# two\n  > three")).isEqualTo("one\n\\# two\n  \\> three");
  }

  @Test
  void aCommandHasTheNameThatDiscordShows() {
    RichText.Span.Command jobs = new RichText.Span.Command("/jobs", Map.of("discord", "/任务"));
    assertThat(Markdown.of(RichText.builder().add(jobs).build())).isEqualTo("`/任务`");
  }

  @Test
  void whatNobodySeesIsLeftOut() {
    assertThat(Markdown.escape("a\u202Eb\u200Bc\u0000d\uFEFFe")).isEqualTo("abcde");
  }

  @Test
  void aFamilyOfEmojiStaysTogether() {
    String family = "👨‍👩‍👧";
    assertThat(Markdown.escape(family)).isEqualTo(family);
  }

  @Test
  void theMarksOfOurOwnTextBecomeDiscords() {
    RichText text =
        RichText.builder()
            .plain("sora_2 ")
            .bold("Done")
            .plain(" ")
            .code("/jobs")
            .plain(" ")
            .append(
                new RichText(
                    List.of(
                        new RichText.Span.Timestamp(Instant.ofEpochSecond(1_700_000_000), "soon"))))
            .plain(" ")
            .link("Download", "https://media.example/v?s=1")
            .build();
    assertThat(Markdown.of(text))
        .isEqualTo(
            "sora\\_2 **Done** `/jobs` <t:1700000000:R> [Download](<https://media.example/v?s=1>)");
  }

  @Test
  void aMessageOfOursIsLinkedAsTheClientDoes() {
    MessageRef message = new MessageRef(new ChatRef("discord", "3000"), "4711");
    assertThat(Markdown.of(linked(message, "2000")))
        .isEqualTo("[#7S4R](<https://discord.com/channels/2000/3000/4711>)");
    assertThat(Markdown.of(linked(message, null)))
        .isEqualTo("[#7S4R](<https://discord.com/channels/@me/3000/4711>)");
    assertThat(Markdown.of(linked(new MessageRef(new ChatRef("web", "a"), "v-1"), null)))
        .isEqualTo("#7S4R");
  }

  private static RichText linked(MessageRef message, @Nullable String server) {
    return RichText.builder().add(new RichText.Span.MessageLink("#7S4R", message, server)).build();
  }

  @Test
  void aLongTextIsCutAtALineAndNeverInsideACharacter() {
    assertThat(Markdown.truncate("first line\nsecond line\nthird line", 26))
        .isEqualTo("first line\nsecond line\n…");
    assertThat(Markdown.truncate("🦊".repeat(20), 11)).isEqualTo("🦊".repeat(4) + "\n…");
  }
}
