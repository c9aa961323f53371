package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.DraftStore;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.request.CardStepper;
import io.github.reelay.conversation.request.RequestParser;
import io.github.reelay.conversation.request.RequestRefusal;
import io.github.reelay.conversation.text.CardRenderer;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.conversation.text.VideoSummary;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The use case of cards: a request to look at, step through its choices, and confirm. Nothing is
 * spent before.
 */
final class DraftCards {
  private final DraftStore drafts;
  private final NewDrafts newDrafts;
  private final RequestParser parser;
  private final TaskAcceptor acceptor;
  private final RequestMends mends;
  private final DraftVideos draftVideos;
  private final Limits limits;
  private final SpendReports spendReports;
  private final UserTexts texts;
  private final CardRenderer renderer;
  private final CardStepper stepper;
  private final InstantSource clock;

  DraftCards(
      ConversationPorts ports,
      Limits limits,
      RequestParser parser,
      TaskAcceptor acceptor,
      RequestMends mends,
      DraftVideos draftVideos,
      NewDrafts newDrafts,
      UserTexts texts,
      InstantSource clock) {
    this.drafts = ports.drafts();
    this.newDrafts = newDrafts;
    this.parser = parser;
    this.acceptor = acceptor;
    this.mends = mends;
    this.draftVideos = draftVideos;
    this.limits = limits;
    this.spendReports = ports.spendReports();
    this.texts = texts;
    this.renderer =
        new CardRenderer(
            texts, new VideoSummary(texts.localizer(), texts.formats(), ports.tasks()::find));
    this.stepper = draftVideos.stepper();
    this.clock = clock;
  }

  Answer draft(Sender sender, RequestInput input) {
    return toAnswer(
        sender, input.origin(), parser.parse(sender, input, RequestKind.GENERATE, null), false);
  }

  private Answer toAnswer(
      Sender sender, String origin, RequestParser.ParseResult parsed, boolean inPlace) {
    return switch (parsed) {
      case RequestParser.ParseResult.Invalid(RequestRefusal refusal) ->
          mends.reply(sender, origin, refusal);
      case RequestParser.ParseResult.Parsed(VideoRequest request) ->
          show(sender, origin, request, inPlace);
    };
  }

  /** A card of a request; nothing is kept of one that cannot be taken. */
  Answer show(Sender sender, String origin, VideoRequest request, boolean inPlace) {
    if (acceptor.check(sender, request)
        instanceof TaskAcceptor.Eligibility.Refused(RequestRefusal refusal)) {
      return mends.reply(sender, origin, refusal);
    }
    return show(sender, newDrafts.keep(sender, origin, request), inPlace);
  }

  private Answer show(Sender sender, Draft draft, boolean inPlace) {
    return show(sender, draft, inPlace, acceptor.check(sender, draft.request()));
  }

  /** A card for later; whether the person may have it is found out at the press. */
  Message render(Sender sender, Draft draft) {
    return show(sender, draft, false, acceptor.checkMakeable(sender, draft.request()))
            instanceof Answer.Reply(Message card, _, _)
        ? card
        : Message.of(texts.text(sender, "card.gone"));
  }

  private Answer show(
      Sender sender, Draft draft, boolean inPlace, TaskAcceptor.Eligibility eligibility) {
    return switch (eligibility) {
      case TaskAcceptor.Eligibility.Eligible(Offer offer) -> {
        Message card =
            renderer.renderDraft(
                texts.language(sender),
                draft,
                offer,
                draftVideos
                    .of(sender, draft.request(), offer, draft.id())
                    .map(cheap -> cheap.offer().price()),
                remainingBudget(sender));
        yield inPlace ? new Answer.ReplaceMessage(card) : new Answer.Reply(card, false);
      }
      case TaskAcceptor.Eligibility.Refused(RequestRefusal refusal) ->
          mends.reply(sender, draft.origin(), refusal);
    };
  }

  /** The card of what a refusal offered instead, in its place. */
  Answer open(Sender sender, String id) {
    return onOwnDraft(sender, id, draft -> show(sender, draft, true));
  }

  /** Whether an id is a card's; old ones are no longer kept. */
  boolean has(String id) {
    return drafts.find(id).isPresent();
  }

  /**
   * Other words for a card: asks for them, or with them makes the next card.
   *
   * @param text null to be asked
   */
  Answer edit(Sender sender, String id, String origin, @Nullable String text) {
    return onOwnDraft(
        sender,
        id,
        draft ->
            text == null
                ? askPrompt(sender, id, draft.request(), true)
                : reword(sender, draft, origin, text));
  }

  private Answer reword(Sender sender, Draft draft, String origin, String text) {
    Answer answer = reword(sender, draft.request(), origin, text, true);
    if (draft.lacksPrompt() && KeptPictures.isTaken(answer)) {
      drafts.delete(draft.id());
    }
    return answer;
  }

  /** The question for other words of a request. */
  Answer askPrompt(Sender sender, String target, VideoRequest request, boolean inPlace) {
    return new Answer.AskPrompt(
        new ButtonId(ButtonAction.EDIT, target),
        Message.of(texts.text(sender, "edit.ask")),
        request.prompt(),
        inPlace);
  }

  /** The card of a request in other words. The first card stays as it is: it is paid by itself. */
  Answer reword(Sender sender, VideoRequest request, String origin, String text, boolean inPlace) {
    RequestInput input = RequestInput.ofText(origin, text, null);
    return toAnswer(sender, origin, parser.reword(sender, input, request), inPlace);
  }

  /** The draft stays until it is too old, so that a second press finds the same task. */
  Answer generate(Sender sender, String id) {
    return onOwnDraft(sender, id, draft -> generate(sender, draft));
  }

  Answer discard(Sender sender, String id) {
    return onOwnDraft(
        sender,
        id,
        draft -> {
          drafts.delete(draft.id());
          return new Answer.ReplaceMessage(Message.of(texts.text(sender, "card.discarded")));
        });
  }

  /** Takes the next choice of one option. */
  Answer step(Sender sender, String id, RequestOption option) {
    return onOwnDraft(sender, id, draft -> step(sender, draft, option));
  }

  /** Does something with a card that only who asked for it may. */
  Answer onOwnDraft(Sender sender, String id, Function<Draft, Answer> press) {
    Instant oldest = clock.instant().minus(Draft.TTL);
    Optional<Draft> draft = drafts.find(id).filter(found -> !found.at().isBefore(oldest));
    if (draft.isEmpty()) {
      return texts.acknowledge(sender, "card.gone");
    }
    return draft.get().requester().person().equals(sender.person())
        ? press.apply(draft.get())
        : texts.acknowledge(sender, "press.not-yours");
  }

  /**
   * Makes a draft video of a card, whose button then orders the card's own. A card makes one task,
   * whichever of its two buttons is pressed; where there is no draft any more, it is shown anew.
   */
  Answer draftFirst(Sender sender, String id) {
    return onOwnDraft(
        sender,
        id,
        draft ->
            switch (acceptor.check(sender, draft.request())) {
              case TaskAcceptor.Eligibility.Eligible(Offer offer) ->
                  draftVideos
                      .of(sender, draft.request(), offer, draft.id())
                      .map(cheap -> generate(sender, draft.withRequest(cheap.request())))
                      .orElseGet(() -> show(sender, draft, true));
              case TaskAcceptor.Eligibility.Refused(RequestRefusal refusal) ->
                  acceptor.known(origin(draft)).isPresent()
                      ? generate(sender, draft)
                      : mends.reply(sender, draft.origin(), refusal);
            });
  }

  private static String origin(Draft draft) {
    return "draft:" + draft.id();
  }

  private Answer generate(Sender sender, Draft draft) {
    Answer answer =
        acceptor.accept(
            sender,
            origin(draft),
            draft.requester(),
            draft.address().withTicket(sender.destination().ticket()),
            draft.request(),
            acceptor.source(draft.request()).orElse(null));
    return answer instanceof Answer.TaskStarted(Task task, _)
        ? new Answer.TaskStarted(task, renderer.renderConfirmed(texts.language(sender), task))
        : answer;
  }

  private Answer step(Sender sender, Draft draft, RequestOption option) {
    return switch (acceptor.check(sender, draft.request())) {
      case TaskAcceptor.Eligibility.Refused(RequestRefusal refusal) ->
          mends.reply(sender, draft.origin(), refusal);
      case TaskAcceptor.Eligibility.Eligible(Offer offer) -> {
        Draft changed = draft.withRequest(stepper.next(draft.request(), offer, option));
        if (acceptor.check(sender, changed.request())
            instanceof TaskAcceptor.Eligibility.Eligible) {
          drafts.update(changed);
        }
        yield show(sender, changed, true);
      }
    };
  }

  /** A card is for all to see, but what a person has left is nobody else's business. */
  private Optional<Money> remainingBudget(Sender sender) {
    return sender.isAlone()
        ? limits.remainingBudget(
            sender.person(),
            sender.destination(),
            spendReports.totals(
                sender.person(), sender.destination().chat(), limits.windows(clock.instant())))
        : Optional.empty();
  }
}
