package io.github.reelay.conversation.text;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.option.VideoOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** The renderer of a card: the request, a button for each choice, its price. */
public record CardRenderer(UserTexts texts, VideoSummary summary) {
  private static final int MAX_PROMPT_LENGTH = 280;

  /**
   * A card that waits for a press.
   *
   * @param draftPrice what a draft video of it costs; empty where there is none
   * @param left what the person may still spend; empty without a limit, and where others read
   */
  public Message renderDraft(
      Locale language, Draft draft, Offer offer, Optional<Money> draftPrice, Optional<Money> left) {
    RichText.Builder text =
        RichText.builder()
            .plain("🎬 ")
            .untrusted(TextTruncation.singleLine(draft.request().prompt(), MAX_PROMPT_LENGTH))
            .newLine();
    if (draft.request().source() != null) {
      text.append(
              summary.line(language, offer, draft.request().kind(), draft.request().source(), null))
          .newLine();
    }
    int pictures = draft.request().pictures().size();
    if (pictures > 0) {
      String use =
          switch (draft.request().mode()) {
            case FRAMES -> "card.picture-frames";
            case REFERENCES -> "card.picture-references";
            default -> "card.picture";
          };
      text.append(texts.text(language, use, pictures)).newLine();
    }
    for (VideoOption option : draft.request().options().keySet()) {
      if (option.type() == VideoOption.Type.TEXT || option.type() == VideoOption.Type.NUMBER) {
        text.plain(names(language).name(option) + texts.plainText(language, "sentence.colon"))
            .untrusted(
                TextTruncation.singleLine(
                    draft.request().options().getOrDefault(option, ""), MAX_PROMPT_LENGTH))
            .newLine();
      }
    }
    Formats formats = texts.formats();
    text.append(
        texts.text(
            language,
            "card.price",
            formats.moneyInSentence(language, offer.price(), offer.isPretend())));
    left.ifPresent(max ->
        text.plain(" · ").append(texts.text(language, "card.left", formats.limit(language, max))));
    return new Message(text.build(), buttonRows(language, draft, offer, draftPrice));
  }

  /** A confirmed card: without its buttons. */
  public Message renderConfirmed(Locale language, Task task) {
    return Message.of(
        RichText.builder()
            .plain("🎬 ")
            .untrusted(TextTruncation.singleLine(task.request().prompt(), MAX_PROMPT_LENGTH))
            .newLine()
            .append(summary.line(language, task, task.reserved()))
            .build());
  }

  private List<List<Button>> buttonRows(
      Locale language, Draft draft, Offer offer, Optional<Money> draftPrice) {
    ButtonLabels labels = texts.labels();
    Button generate =
        labels.button(language, ButtonAction.GENERATE, draft.id(), Button.Style.PRIMARY);
    List<Button> others =
        List.of(
            labels.button(language, ButtonAction.EDIT, draft.id(), Button.Style.PLAIN),
            labels.button(language, ButtonAction.DISCARD, draft.id(), Button.Style.PLAIN));
    List<List<Button>> last =
        draftPrice.isEmpty()
            ? List.of(Stream.concat(Stream.of(generate), others.stream()).toList())
            : List.of(
                List.of(
                    generate,
                    labels.priced(
                        language,
                        ButtonAction.DRAFT,
                        draft.id(),
                        texts.formats().money(language, draftPrice.get(), offer.isPretend()),
                        Button.Style.PLAIN)),
                others);
    if (draft.request().source() != null) {
      return last; // a remix takes everything else from its video
    }
    List<Button> first = new ArrayList<>();
    first.add(choiceButton(language, draft, ButtonAction.MODEL, offer.model()));
    first.add(
        choiceButton(
            language, draft, ButtonAction.DURATION, texts.formats().length(language, offer)));
    List<Button> second = new ArrayList<>();
    if (offer.aspect() != null) {
      second.add(choiceButton(language, draft, ButtonAction.ASPECT, offer.aspect().text()));
    }
    if (offer.resolution() != null) {
      second.add(choiceButton(language, draft, ButtonAction.RESOLUTION, offer.resolution().text()));
    }
    List<Button> third =
        offer.options().entrySet().stream()
            .filter(chosen -> chosen.getKey().type() != VideoOption.Type.NUMBER)
            .filter(chosen -> chosen.getKey() != VideoOption.AUTO_LENGTH)
            .map(chosen ->
                choiceButton(
                    language,
                    draft,
                    ButtonAction.ofWireId(chosen.getKey().word()),
                    names(language).value(chosen.getValue())))
            .toList();
    return Stream.concat(Stream.of(first, second, third), last.stream())
        .filter(row -> !row.isEmpty())
        .toList();
  }

  private OptionNames names(Locale language) {
    return new OptionNames(texts.localizer().bundles(), language);
  }

  private Button choiceButton(Locale language, Draft draft, ButtonAction action, String value) {
    return new Button(
        new ButtonId(action, draft.id()),
        texts.plainText(language, action.labelKey(), value),
        Button.Style.PLAIN);
  }
}
