package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.conversation.text.TextTruncation;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import net.dv8tion.jda.api.components.label.Label;
import net.dv8tion.jda.api.components.textinput.TextInput;
import net.dv8tion.jda.api.components.textinput.TextInputStyle;
import net.dv8tion.jda.api.modals.Modal;

/**
 * The modal forms that ask for a prompt. A form must be the first answer to an interaction, so it
 * is made from memory; what it is about stands in its id.
 */
public final class Modals {
  /** The forms there are; they are sent as {@code remix-on:1234}. */
  enum ModalType {
    /** Of the Remix button; its target is a task. */
    REMIX_TASK("remix", "remix"),
    /** Of the Continue button; its target is a task. */
    CONTINUE_TASK("continue", "continue"),
    /** Of "Remix video"; its target is a message. */
    REMIX_MESSAGE("remix-on", "remix"),
    /** Of "Animate image"; its target is a message. */
    ANIMATE_MESSAGE("animate", "animate"),
    /** Of the Edit button; its target is a task. */
    EDIT("edit", "edit"),
    /** Of a card's Edit button: the next card takes its place. Its target is a draft. */
    EDIT_CARD("edit-card", "edit");

    private final String wireId;
    private final String textKey;

    ModalType(String wireId, String textKey) {
      this.wireId = wireId;
      this.textKey = "discord.form." + textKey;
    }
  }

  /** Which form, about what. */
  record ModalId(ModalType type, String target) {
    String encode() {
      return type.wireId + ":" + target;
    }

    /** Empty when it is none of ours. */
    static Optional<ModalId> parse(String wire) {
      return Arrays.stream(ModalType.values())
          .filter(type -> wire.startsWith(type.wireId + ":"))
          .map(type -> new ModalId(type, wire.substring(type.wireId.length() + 1)))
          .filter(id -> !id.target().isEmpty())
          .findFirst();
    }
  }

  private final MessageTexts texts;

  public Modals(MessageTexts texts) {
    this.texts = texts;
  }

  Modal create(ModalType type, String target, Locale language) {
    return create(type, target, language, "");
  }

  /**
   * @param words what stands in the field already
   */
  Modal create(ModalType type, String target, Locale language, String words) {
    String prefilled = TextTruncation.truncate(words, SlashCommands.MAX_PROMPT_LENGTH);
    TextInput prompt =
        TextInput.create(Command.Field.PROMPT.word(), TextInputStyle.PARAGRAPH)
            .setRequired(true)
            .setMaxLength(SlashCommands.MAX_PROMPT_LENGTH)
            .setPlaceholder(texts.text(language, type.textKey + ".hint"))
            .setValue(prefilled.isEmpty() ? null : prefilled)
            .build();
    return Modal.create(
            new ModalId(type, target).encode(), texts.text(language, type.textKey + ".title"))
        .addComponents(Label.of(texts.text(language, "discord.form.prompt"), prompt))
        .build();
  }
}
