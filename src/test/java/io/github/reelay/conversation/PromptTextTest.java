package io.github.reelay.conversation;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PromptTextTest {
  @Test
  void whatNobodySeesIsDropped() {
    assertThat(PromptText.clean(" a\u202Efox\u200B \u0007in\uFEFF the\u00AD snow\u2066 "))
        .isEqualTo("afox in the snow");
    String hidden =
        new StringBuilder("fox").appendCodePoint(0xE0041).appendCodePoint(0xE0101).toString();
    assertThat(PromptText.clean(hidden)).isEqualTo("fox");
    assertThat(PromptText.clean("\u200B\u202E\u0000")).isEmpty();
  }

  @Test
  void lettersAreComposed() {
    assertThat(PromptText.clean("Cafe\u0301")).isEqualTo("Café");
  }

  @Test
  void joinersThatMakeACharacterStay() {
    assertThat(PromptText.clean("👨‍👩‍👧 here")).isEqualTo("👨‍👩‍👧 here");
    assertThat(PromptText.clean("می\u200Cخواهم")).isEqualTo("می\u200Cخواهم");
    assertThat(PromptText.clean("f\u200Dox")).isEqualTo("fox");
  }

  @Test
  void linesStayAndBlanksShrink() {
    assertThat(PromptText.clean("one\r\n\r\n  two\tthree    four"))
        .isEqualTo("one\ntwo three four");
  }

  @Test
  void halfACharacterIsDropped() {
    assertThat(PromptText.clean("fox\uD83E")).isEqualTo("fox");
  }
}
