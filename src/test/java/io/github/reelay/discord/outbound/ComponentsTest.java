package io.github.reelay.discord.outbound;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import java.util.List;
import org.junit.jupiter.api.Test;

class ComponentsTest {
  /** Discord takes 80 characters (docs, "Button"), and half of one as no text at all. */
  @Test
  void aLongLabelIsNotCutThroughACharacter() {
    Button fox =
        new Button(
            new ButtonId(ButtonAction.REMIX, "0ABCDEFGHJKMN"),
            "a".repeat(78) + "🦊🦊",
            Button.Style.PLAIN);

    assertThat(Components.buttonRows(new Message(RichText.of("A fox."), List.of(List.of(fox)))))
        .singleElement()
        .satisfies(row ->
            assertThat(row.getButtons())
                .singleElement()
                .satisfies(
                    button -> assertThat(button.getLabel()).isEqualTo("a".repeat(78) + "…")));
  }
}
