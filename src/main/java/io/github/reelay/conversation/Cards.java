package io.github.reelay.conversation;

import io.github.reelay.policy.Limits;
import io.github.reelay.policy.Spending;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Request;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The card: a request to look at, step through its choices, and confirm. Nothing is spent before.
 */
final class Cards {
  /** Drafts live so long; product.md, Words. */
  static final Duration LIFE = Duration.ofHours(24);

  private static final int PROMPT = 280;

  private final Drafts drafts;
  private final ModelMenu menu;
  private final Wishes wishes;
  private final Intake intake;
  private final Limits limits;
  private final Spending spending;
  private final Voice voice;
  private final Facts facts;
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
    this.menu = ports.menu();
    this.wishes = wishes;
    this.intake = intake;
    this.limits = limits;
    this.spending = ports.spending();
    this.voice = voice;
    this.facts = new Facts(voice.sentences(), voice.phrases());
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
                    new Answer.Say(card(speaker, draft, kept), false);
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
        ? new Answer.Started(task, closed(speaker, task))
        : answer;
  }

  /** The card without its buttons. */
  private Message closed(Speaker speaker, Task task) {
    return Message.of(
        Text.build()
            .words("🎬 ")
            .quoted(Clipped.line(task.request().prompt(), PROMPT))
            .line()
            .words(facts.line(voice.language(speaker), task.offer(), null, task.reserved()))
            .text());
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
    Request next = next(draft.request(), offer, field);
    Draft changed =
        new Draft(draft.id(), draft.origin(), draft.requester(), draft.address(), next, draft.at());
    return switch (intake.look(speaker, next, null)) {
      case Intake.Look.Bad(Text why) -> Voice.tell(why);
      case Intake.Look.Good(Offer fresh) -> {
        drafts.change(changed);
        yield new Answer.Replace(card(speaker, changed, fresh));
      }
    };
  }

  /** The next choice that can be made; the same request when there is only one. */
  private Request next(Request request, Offer offer, String field) {
    Optional<ModelCard> card = menu.model(offer.model());
    List<Request> choices = new ArrayList<>();
    int at;
    switch (field) {
      case "model" -> {
        List<String> names = menu.models().stream().map(ModelCard::model).toList();
        names.forEach(name -> choices.add(fitting(request.withModel(name))));
        at = names.indexOf(offer.model());
      }
      case "duration" -> {
        List<Integer> all = card.map(ModelCard::durations).orElse(List.of());
        all.forEach(seconds -> choices.add(request.withSeconds(seconds)));
        at = all.indexOf(offer.seconds());
      }
      case "aspect" -> {
        List<AspectRatio> all = card.map(ModelCard::aspects).orElse(List.of());
        all.forEach(aspect -> choices.add(request.withAspect(aspect)));
        at = offer.aspect() == null ? -1 : all.indexOf(offer.aspect());
      }
      default -> {
        List<Resolution> all = card.map(ModelCard::resolutions).orElse(List.of());
        all.forEach(resolution -> choices.add(request.withResolution(resolution)));
        at = offer.resolution() == null ? -1 : all.indexOf(offer.resolution());
      }
    }
    for (int i = 1; i < choices.size() + 1; i++) {
      Request choice = choices.get(Math.floorMod(at + i, choices.size()));
      if (menu.check(choice, null) instanceof RequestCheck.Fine) {
        return choice;
      }
    }
    return request;
  }

  /** Another model may not have the other values chosen: then it chooses. */
  private Request fitting(Request request) {
    Request fitted = request;
    for (int tries = 0; tries < OptionText.KNOWN.size(); tries++) {
      if (!(menu.check(fitted, null) instanceof RequestCheck.Wrong wrong)) {
        return fitted;
      }
      fitted =
          switch (wrong.reason()) {
            case DURATION -> fitted.withSeconds(null);
            case ASPECT -> fitted.withAspect(null);
            case RESOLUTION -> fitted.withResolution(null);
            case PROMPT_EMPTY,
                PROMPT_TOO_LONG,
                UNKNOWN_MODEL,
                RETIRED,
                NO_PICTURES,
                PICTURES_NEED_PUBLIC_URL,
                NO_REMIX ->
                fitted;
          };
    }
    return fitted;
  }

  private Message card(Speaker speaker, Draft draft, Offer offer) {
    Locale language = voice.language(speaker);
    Text.Builder text =
        Text.build().words("🎬 ").quoted(Clipped.line(draft.request().prompt(), PROMPT)).line();
    if (draft.request().picture() != null) {
      text.add(voice.sentences().of(language, "card.picture")).line();
    }
    text.add(voice.sentences().of(language, "card.price", voice.phrases().money(offer.price())));
    left(speaker)
        .ifPresent(left ->
            text.words(" · ")
                .add(voice.sentences().of(language, "card.left", voice.phrases().money(left))));
    return new Message(text.text(), rows(language, draft, offer));
  }

  private Optional<Money> left(Speaker speaker) {
    return limits.left(
        speaker.person(),
        speaker.address(),
        spending.totals(
            speaker.person(), speaker.address().chat(), limits.windows(clock.instant())));
  }

  private List<List<Button>> rows(Locale language, Draft draft, Offer offer) {
    List<Button> first = new ArrayList<>();
    first.add(choice(language, draft, "model", offer.model()));
    first.add(
        choice(language, draft, "duration", voice.phrases().seconds(language, offer.seconds())));
    List<Button> second = new ArrayList<>();
    if (offer.aspect() != null) {
      second.add(choice(language, draft, "aspect", offer.aspect().text()));
    }
    if (offer.resolution() != null) {
      second.add(choice(language, draft, "resolution", offer.resolution().text()));
    }
    Labels labels = voice.labels();
    List<Button> last =
        List.of(
            labels.button(language, "generate", draft.id(), Button.Look.PRIMARY),
            labels.button(language, "discard", draft.id(), Button.Look.PLAIN));
    return second.isEmpty() ? List.of(first, last) : List.of(first, second, last);
  }

  private Button choice(Locale language, Draft draft, String field, String value) {
    return new Button(
        new ButtonId(field, draft.id()),
        voice.sentences().words(language, "card." + field, value),
        Button.Look.PLAIN);
  }
}
