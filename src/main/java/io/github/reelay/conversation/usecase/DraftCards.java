package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ButtonId;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.DraftStore;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.CardRenderer;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.conversation.text.VideoSummary;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.VideoRequest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The card: a request to look at, step through its choices, and confirm. Nothing is spent before.
 */
final class DraftCards {
  /** Drafts live so long; product.md, Words. */
  static final Duration LIFE = Duration.ofHours(24);

  private final DraftStore drafts;
  private final RequestParser wishes;
  private final TaskAcceptor intake;
  private final Limits limits;
  private final SpendReports spending;
  private final UserTexts voice;
  private final CardRenderer face;
  private final CardStepper stepping;
  private final InstantSource clock;
  private final Supplier<TaskId> ids;

  DraftCards(
      ConversationPorts ports,
      Limits limits,
      RequestParser wishes,
      TaskAcceptor intake,
      UserTexts voice,
      InstantSource clock,
      Supplier<TaskId> ids) {
    this.drafts = ports.drafts();
    this.wishes = wishes;
    this.intake = intake;
    this.limits = limits;
    this.spending = ports.spending();
    this.voice = voice;
    this.face = new CardRenderer(voice, new VideoSummary(voice.sentences(), voice.phrases()));
    this.stepping = new CardStepper(ports.menu());
    this.clock = clock;
    this.ids = ids;
  }

  Answer draft(Sender speaker, RequestInput wish) {
    return switch (wishes.read(speaker, wish, null)) {
      case RequestParser.Reading.Unclear(RichText why) -> UserTexts.tell(why);
      case RequestParser.Reading.Clear(VideoRequest request) ->
          switch (intake.look(speaker, request, null)) {
            case TaskAcceptor.Look.Bad(RichText why) -> UserTexts.tell(why);
            case TaskAcceptor.Look.Good _ -> {
              Draft draft =
                  drafts.keep(
                      new Draft(
                          ids.get().value(),
                          wish.origin(),
                          voice.requester(speaker),
                          speaker.address(),
                          request,
                          clock.instant()));
              yield switch (intake.look(speaker, draft.request(), null)) {
                case TaskAcceptor.Look.Good(Offer kept) ->
                    new Answer.Say(
                        face.open(voice.language(speaker), draft, kept, left(speaker)), false);
                case TaskAcceptor.Look.Bad(RichText why) -> UserTexts.tell(why);
              };
            }
          };
    };
  }

  Answer press(Sender speaker, ButtonId button) {
    Optional<Draft> found = open(button.target());
    if (found.isEmpty()) {
      return voice.note(speaker, "card.gone");
    }
    Draft draft = found.get();
    if (!draft.requester().person().equals(speaker.person())) {
      return voice.note(speaker, "press.not-yours");
    }
    return switch (button.action()) {
      case "generate" -> generate(speaker, draft);
      case "discard" -> {
        drafts.drop(draft.id());
        yield new Answer.Replace(Message.of(voice.text(speaker, "card.discarded")));
      }
      default -> step(speaker, draft, button.action());
    };
  }

  /** The draft stays until it is too old, so that a second press finds the same task. */
  private Answer generate(Sender speaker, Draft draft) {
    Answer answer =
        intake.take(
            speaker,
            "draft:" + draft.id(),
            draft.requester(),
            draft.address().withTicket(speaker.address().ticket()),
            draft.request(),
            null);
    return answer instanceof Answer.Started(Task task, _)
        ? new Answer.Started(task, face.closed(voice.language(speaker), task))
        : answer;
  }

  private Optional<Draft> open(String id) {
    Instant oldest = clock.instant().minus(LIFE);
    return drafts.find(id).filter(draft -> !draft.at().isBefore(oldest));
  }

  private Answer step(Sender speaker, Draft draft, String field) {
    TaskAcceptor.Look now = intake.look(speaker, draft.request(), null);
    if (now instanceof TaskAcceptor.Look.Bad(RichText why)) {
      return UserTexts.tell(why);
    }
    Offer offer = ((TaskAcceptor.Look.Good) now).offer();
    VideoRequest next = stepping.next(draft.request(), offer, field);
    Draft changed =
        new Draft(draft.id(), draft.origin(), draft.requester(), draft.address(), next, draft.at());
    return switch (intake.look(speaker, next, null)) {
      case TaskAcceptor.Look.Bad(RichText why) -> UserTexts.tell(why);
      case TaskAcceptor.Look.Good(Offer fresh) -> {
        drafts.change(changed);
        yield new Answer.Replace(face.open(voice.language(speaker), changed, fresh, left(speaker)));
      }
    };
  }

  private Optional<Money> left(Sender speaker) {
    return limits.left(
        speaker.person(),
        speaker.address(),
        spending.totals(
            speaker.person(), speaker.address().chat(), limits.windows(clock.instant())));
  }
}
