package io.github.reelay.conversation.text;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How a card looks; product.md, "How it looks". */
public record CardRenderer(UserTexts texts, VideoSummary summary) {
  private static final int PROMPT = 280;

  /**
   * A card that waits for a press.
   *
   * @param left what the person may still spend; empty without a limit
   */
  public Message open(Locale language, Draft draft, Offer offer, Optional<Money> left) {
    RichText.Builder text =
        RichText.build()
            .words("🎬 ")
            .quoted(TextTruncation.line(draft.request().prompt(), PROMPT))
            .line();
    if (draft.request().picture() != null) {
      text.add(texts.localizer().of(language, "card.picture")).line();
    }
    text.add(texts.localizer().of(language, "card.price", texts.formats().money(offer.price())));
    left.ifPresent(max ->
        text.words(" · ")
            .add(texts.localizer().of(language, "card.left", texts.formats().money(max))));
    return new Message(text.text(), rows(language, draft, offer));
  }

  /** A confirmed card: without its buttons. */
  public Message closed(Locale language, Task task) {
    return Message.of(
        RichText.build()
            .words("🎬 ")
            .quoted(TextTruncation.line(task.request().prompt(), PROMPT))
            .line()
            .words(summary.line(language, task.offer(), null, task.reserved()))
            .text());
  }

  private List<List<Button>> rows(Locale language, Draft draft, Offer offer) {
    List<Button> first = new ArrayList<>();
    first.add(choice(language, draft, "model", offer.model()));
    first.add(
        choice(language, draft, "duration", texts.formats().seconds(language, offer.seconds())));
    List<Button> second = new ArrayList<>();
    if (offer.aspect() != null) {
      second.add(choice(language, draft, "aspect", offer.aspect().text()));
    }
    if (offer.resolution() != null) {
      second.add(choice(language, draft, "resolution", offer.resolution().text()));
    }
    ButtonLabels labels = texts.labels();
    List<Button> last =
        List.of(
            labels.button(language, "generate", draft.id(), Button.Look.PRIMARY),
            labels.button(language, "discard", draft.id(), Button.Look.PLAIN));
    return second.isEmpty() ? List.of(first, last) : List.of(first, second, last);
  }

  private Button choice(Locale language, Draft draft, String field, String value) {
    return new Button(
        new ButtonId(field, draft.id()),
        texts.localizer().words(language, "card." + field, value),
        Button.Look.PLAIN);
  }
}
