package io.github.reelay.conversation;

import io.github.reelay.policy.Limits;
import io.github.reelay.policy.Spending;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Request;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The card: a request to look at, step through its choices, and confirm. Nothing is spent before.
 */
final class Cards {
  /** Drafts live so long; product.md, Words. */
  static final Duration LIFE = Duration.ofHours(24);

  private final Drafts drafts;
  private final Wishes wishes;
  private final Intake intake;
  private final Limits limits;
  private final Spending spending;
  private final Voice voice;
  private final CardFace face;
  private final Stepping stepping;
  private final InstantSource clock;
  private final Supplier<TaskId> ids;

  Cards(
      Ports ports,
      Limits limits,
      Wishes wishes,
      Intake intake,
      Voice voice,
      InstantSource clock,
      Supplier<TaskId> ids) {
    this.drafts = ports.drafts();
    this.wishes = wishes;
    this.intake = intake;
    this.limits = limits;
    this.spending = ports.spending();
    this.voice = voice;
    this.face = new CardFace(voice, new Facts(voice.sentences(), voice.phrases()));
    this.stepping = new Stepping(ports.menu());
    this.clock = clock;
    this.ids = ids;
  }

  Answer draft(Speaker speaker, Wish wish) {
    return switch (wishes.read(speaker, wish, null)) {
      case Wishes.Reading.Unclear(Text why) -> Voice.tell(why);
      case Wishes.Reading.Clear(Request request) ->
          switch (intake.look(speaker, request, null)) {
            case Intake.Look.Bad(Text why) -> Voice.tell(why);
            case Intake.Look.Good _ -> {
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
                case Intake.Look.Good(Offer kept) ->
                    new Answer.Say(
                        face.open(voice.language(speaker), draft, kept, left(speaker)), false);
                case Intake.Look.Bad(Text why) -> Voice.tell(why);
              };
            }
          };
    };
  }

  Answer press(Speaker speaker, ButtonId button) {
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
  private Answer generate(Speaker speaker, Draft draft) {
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

  private Answer step(Speaker speaker, Draft draft, String field) {
    Intake.Look now = intake.look(speaker, draft.request(), null);
    if (now instanceof Intake.Look.Bad(Text why)) {
      return Voice.tell(why);
    }
    Offer offer = ((Intake.Look.Good) now).offer();
    Request next = stepping.next(draft.request(), offer, field);
    Draft changed =
        new Draft(draft.id(), draft.origin(), draft.requester(), draft.address(), next, draft.at());
    return switch (intake.look(speaker, next, null)) {
      case Intake.Look.Bad(Text why) -> Voice.tell(why);
      case Intake.Look.Good(Offer fresh) -> {
        drafts.change(changed);
        yield new Answer.Replace(face.open(voice.language(speaker), changed, fresh, left(speaker)));
      }
    };
  }

  private Optional<Money> left(Speaker speaker) {
    return limits.left(
        speaker.person(),
        speaker.address(),
        spending.totals(
            speaker.person(), speaker.address().chat(), limits.windows(clock.instant())));
  }
}
