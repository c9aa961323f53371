package io.github.reelay.telegram.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.RichText;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.telegram.telegrambots.meta.api.objects.MessageEntity;

/** Texts with entities: offsets in UTF-16, nothing typed is mark-up, nobody is mentioned. */
class FormattedTextTest {
  @Test
  void offsetsCountUtf16Units() {
    FormattedText formatted =
        FormattedText.of(RichText.builder().plain("🎬🦊 ").bold("fox").build(), 4096);
    assertThat(formatted.entities())
        .singleElement()
        .extracting(MessageEntity::getType, MessageEntity::getOffset, MessageEntity::getLength)
        .containsExactly("bold", 5, 3);
  }

  /** Under the name that all people type there, and without a mark, so that it can be tapped. */
  @Test
  void aCommandCanBeTapped() {
    RichText.Span.Command jobs = new RichText.Span.Command("/jobs", Map.of("discord", "/任务"));
    FormattedText formatted = FormattedText.of(RichText.builder().add(jobs).build(), 4096);
    assertThat(formatted.text()).isEqualTo("/jobs");
    assertThat(formatted.entities()).isEmpty();
  }

  @Test
  void whatAPersonTypedStaysAsItIs() {
    String typed = "*a* _b_ <b>c</b> [d](http://e) `f` \\";
    FormattedText formatted = FormattedText.of(RichText.builder().untrusted(typed).build(), 4096);
    assertThat(formatted.text()).isEqualTo(typed);
    assertThat(formatted.entities()).isEmpty();
  }

  @Test
  void aTypedNameMentionsNobody() {
    FormattedText formatted =
        FormattedText.of(RichText.builder().plain("🎬 ").untrusted("hi @ann_b!").build(), 4096);
    assertThat(formatted.text()).isEqualTo("🎬 hi @ann_b!");
    assertThat(formatted.entities())
        .singleElement()
        .extracting(MessageEntity::getType, MessageEntity::getOffset, MessageEntity::getLength)
        .containsExactly("code", 6, 6);
  }

  @Test
  void aMessageIsLinkedWhereItHasAnAddress() {
    assertThat(linked("-1001234").entities())
        .singleElement()
        .satisfies(link -> {
          assertThat(link.getType()).isEqualTo("text_link");
          assertThat(link.getUrl()).isEqualTo("https://t.me/c/1234/55");
          assertThat(link.getLength()).isEqualTo(5);
        });
    for (String chat : List.of("1001", "-77")) {
      assertThat(linked(chat).text()).isEqualTo("#7S4R");
      assertThat(linked(chat).entities()).isEmpty();
    }
  }

  private static FormattedText linked(String chat) {
    MessageRef message = new MessageRef(new ChatRef("telegram", chat), "55");
    return FormattedText.of(
        RichText.builder().add(new RichText.Span.MessageLink("#7S4R", message, null)).build(),
        4096);
  }

  @Test
  void aLongTextIsCutBetweenCharactersAndItsMarksWithIt() {
    FormattedText formatted =
        FormattedText.of(RichText.builder().untrusted("🦊".repeat(20)).bold("end").build(), 10);
    assertThat(formatted.text()).isEqualTo("🦊🦊🦊🦊…");
    assertThat(formatted.entities()).isEmpty();
  }

  /** Found by FormattedTextFuzzTest, seed 34: what was left of the name notified its owner. */
  @Test
  void aNameThatIsCutInTwoMentionsNobody() {
    FormattedText formatted =
        FormattedText.of(RichText.builder().untrusted("a fox for @ann_bell").build(), 16);
    assertThat(formatted.text()).isEqualTo("a fox for @ann_…");
    assertThat(formatted.entities())
        .singleElement()
        .extracting(MessageEntity::getType, MessageEntity::getOffset, MessageEntity::getLength)
        .containsExactly("code", 10, 5);
  }

  @Test
  void aHundredNamesAreNoMoreEntitiesThanTelegramTakes() {
    String names = "@ann ".repeat(200);
    FormattedText formatted = FormattedText.of(RichText.builder().untrusted(names).build(), 4096);
    assertThat(formatted.entities()).hasSizeLessThan(100);
    assertThat(formatted.entities().getLast().getOffset()).isEqualTo(250);
    assertThat(formatted.entities().getLast().getLength()).isEqualTo(750);
  }
}
