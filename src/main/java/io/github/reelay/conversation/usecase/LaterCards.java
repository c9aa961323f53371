package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.DraftStore;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.LimitRefusal;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Cards that wait for a limit to free up: kept in the store until then, so that a restart loses
 * none, and shown where they were asked for. Nothing is ordered by itself.
 */
record LaterCards(
    DraftStore drafts,
    DraftCards cards,
    TaskAcceptor acceptor,
    ChatPoster poster,
    UserTexts texts,
    InstantSource clock) {
  /** A place that takes nothing for so long is given up. */
  private static final Duration GIVEN_UP_AFTER = Duration.ofDays(7);

  /** Keeps a refused request until its limit frees up; if it has by now, its card is there. */
  Answer keep(Sender sender, Draft draft) {
    Optional<Instant> frees =
        acceptor.check(sender, draft.request())
                instanceof TaskAcceptor.Eligibility.Eligible(var offer)
            ? acceptor.limitRefusal(sender, offer).map(LimitRefusal::freesAt)
            : Optional.empty();
    if (frees.isEmpty()) {
      return cards.open(sender, draft.id());
    }
    drafts.update(draft.later(frees.get()));
    Button discard =
        new Button(
            new ButtonId(ButtonAction.DISCARD, draft.id()),
            texts.plainText(sender, ButtonAction.DISCARD.labelKey()),
            Button.Style.PLAIN);
    return new Answer.ReplaceMessage(
        new Message(
            texts.text(
                sender,
                "later.kept",
                texts.formats().timestamp(texts.language(sender), frees.get())),
            List.of(List.of(discard))));
  }

  /**
   * Shows the cards whose moment has come. One that cannot be posted now stays for the next call.
   */
  void postDue() {
    Instant now = clock.instant();
    for (Draft draft : drafts.findDue(now)) {
      Draft shown = draft.shown(now);
      if (draft.at().plus(GIVEN_UP_AFTER).isBefore(now)) {
        drafts.delete(draft.id());
      } else if (poster.post(
          draft.id(), draft.requester().person(), draft.address(), message(shown))) {
        drafts.update(shown);
      }
    }
  }

  private Message message(Draft draft) {
    Sender sender =
        new Sender(
            draft.requester().person(),
            draft.requester().name(),
            draft.address(),
            draft.requester().language(),
            Set.of(),
            () -> false,
            false); // who else reads there is not known
    Message card = cards.render(sender, draft);
    return new Message(
        RichText.builder()
            .append(texts.text(sender, "later.shown"))
            .newLine()
            .append(card.text())
            .build(),
        card.rows());
  }
}
