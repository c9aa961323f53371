package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.text.MessageTexts;
import java.util.Locale;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.modals.Modal;

/**
 * The forms that ask for a prompt. A form must be the first answer to an interaction, so it is made
 * from memory; what it is about stands in its id.
 */
public final class Modals {
  /** Form of the Remix button; its target is a task. */
  static final String REMIX = "remix";

  /** Form of "Remix video"; its target is a message. */
  static final String REMIX_ON = "remix-on";

  /** Form of "Animate image"; its target is a message. */
  static final String ANIMATE = "animate";

  private static final int PROMPT_LENGTH = 4000;

  private final MessageTexts texts;

  public Modals(MessageTexts texts) {
    this.texts = texts;
  }

  Modal of(String action, String target, Locale language) {
    String kind = action.equals(ANIMATE) ? ANIMATE : REMIX;
    TextInput prompt =
        TextInput.create(SlashCommands.PROMPT, TextInputStyle.PARAGRAPH)
            .setRequired(true)
            .setMaxLength(PROMPT_LENGTH)
            .setPlaceholder(texts.text(language, "discord.form." + kind + ".hint"))
            .build();
    return Modal.create(
            new ButtonId(action, target).encode(),
            texts.text(language, "discord.form." + kind + ".title"))
        .addComponents(Label.of(texts.text(language, "discord.form.prompt"), prompt))
        .build();
  }
}
