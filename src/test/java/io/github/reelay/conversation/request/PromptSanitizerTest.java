package io.github.reelay.conversation.request;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromptSanitizerTest {
  @Test
  void whatNobodySeesIsDropped() {
    assertThat(PromptSanitizer.sanitize(" a\u202Efox\u200B \u0007in\uFEFF the\u00AD snow\u2066 "))
        .isEqualTo("afox in the snow");
    String hidden =
        new StringBuilder("fox").appendCodePoint(0xE0041).appendCodePoint(0xE0101).toString();
    assertThat(PromptSanitizer.sanitize(hidden)).isEqualTo("fox");
    assertThat(PromptSanitizer.sanitize("\u200B\u202E\u0000")).isEmpty();
  }

  @Test
  void lettersAreComposed() {
    assertThat(PromptSanitizer.sanitize("Cafe\u0301")).isEqualTo("Café");
  }

  @Test
  void joinersThatMakeACharacterStay() {
    assertThat(PromptSanitizer.sanitize("👨‍👩‍👧 here")).isEqualTo("👨‍👩‍👧 here");
    assertThat(PromptSanitizer.sanitize("می\u200Cخواهم")).isEqualTo("می\u200Cخواهم");
    assertThat(PromptSanitizer.sanitize("f\u200Dox")).isEqualTo("fox");
  }

  @Test
  void linesStayAndBlanksShrink() {
    assertThat(PromptSanitizer.sanitize("one\r\n\r\n  two\tthree    four"))
        .isEqualTo("one\ntwo three four");
  }

  @Test
  void halfACharacterIsDropped() {
    assertThat(PromptSanitizer.sanitize("fox\uD83E")).isEqualTo("fox");
  }
}
