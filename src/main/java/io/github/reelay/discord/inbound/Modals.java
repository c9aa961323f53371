package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.text.MessageTexts;
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
  enum Form {
    /** Of the Remix button; its target is a task. */
    REMIX("remix"),
    /** Of "Remix video"; its target is a message. */
    REMIX_ON("remix-on"),
    /** Of "Animate image"; its target is a message. */
    ANIMATE("animate");

    private final String wireId;

    Form(String wireId) {
      this.wireId = wireId;
    }
  }

  /** Which form, about what. */
  record FormId(Form form, String target) {
    String encode() {
      return form.wireId + ":" + target;
    }

    /** Empty when it is none of ours. */
    static Optional<FormId> parse(String wire) {
      return Arrays.stream(Form.values())
          .filter(form -> wire.startsWith(form.wireId + ":"))
          .map(form -> new FormId(form, wire.substring(form.wireId.length() + 1)))
          .filter(id -> !id.target().isEmpty())
          .findFirst();
    }
  }

  private static final int MAX_PROMPT_LENGTH = 4000;

  private final MessageTexts texts;

  public Modals(MessageTexts texts) {
    this.texts = texts;
  }

  Modal create(Form form, String target, Locale language) {
    String kind = form == Form.ANIMATE ? "animate" : "remix";
    TextInput prompt =
        TextInput.create(SlashCommands.PROMPT, TextInputStyle.PARAGRAPH)
            .setRequired(true)
            .setMaxLength(MAX_PROMPT_LENGTH)
            .setPlaceholder(texts.text(language, "discord.form." + kind + ".hint"))
            .build();
    return Modal.create(
            new FormId(form, target).encode(),
            texts.text(language, "discord.form." + kind + ".title"))
        .addComponents(Label.of(texts.text(language, "discord.form.prompt"), prompt))
        .build();
  }
}
