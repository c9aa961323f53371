package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** The first words: two lines and a button that shows how it goes, by a card of an example. */
record Introduction(ModelCatalogue catalogue, DraftCards draftCards, UserTexts texts) {
  /** What the built-in relay calls its own model: where it is on, the example costs nothing. */
  private static final String FREE_MODEL = "sandbox";

  /** When a person opens the chat. */
  Answer start(Sender sender) {
    Locale language = texts.language(sender);
    return new Answer.Reply(
        new Message(
            sender.isAmongOthers() ? groupText(language) : texts.text(language, "start.private"),
            List.of(
                List.of(
                    button(language, ButtonAction.EXAMPLE, Button.Style.PRIMARY),
                    button(language, ButtonAction.SHOW_HELP, Button.Style.PLAIN)))),
        true);
  }

  /** When it comes into a group or server. */
  Message ofGroup(Locale language) {
    Locale spoken = texts.localizer().bundles().supportedLanguage(language);
    return new Message(
        groupText(spoken),
        List.of(List.of(button(spoken, ButtonAction.EXAMPLE, Button.Style.PRIMARY))));
  }

  private RichText groupText(Locale language) {
    return texts.text(language, "start.group", texts.localizer().command(language, "video"));
  }

  /** The card of the example, for whoever pressed. */
  Answer example(Sender sender, String origin) {
    boolean free = catalogue.model(FREE_MODEL).isPresent();
    return draftCards.draft(
        sender,
        new RequestInput(
            origin,
            texts.plainText(sender, "example.prompt"),
            false,
            free ? Map.of(RequestOption.MODEL, FREE_MODEL) : Map.of(),
            List.of()));
  }

  private Button button(Locale language, ButtonAction action, Button.Style style) {
    return new Button(
        new ButtonId(action, ButtonAction.HERE),
        texts.plainText(language, action.labelKey()),
        style);
  }
}
