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
  private final RequestParser parser;
  private final TaskAcceptor acceptor;
  private final Limits limits;
  private final SpendReports spendReports;
  private final UserTexts texts;
  private final CardRenderer renderer;
  private final CardStepper stepper;
  private final InstantSource clock;
  private final Supplier<TaskId> ids;

  DraftCards(
      ConversationPorts ports,
      Limits limits,
      RequestParser parser,
      TaskAcceptor acceptor,
      UserTexts texts,
      InstantSource clock,
      Supplier<TaskId> ids) {
    this.drafts = ports.drafts();
    this.parser = parser;
    this.acceptor = acceptor;
    this.limits = limits;
    this.spendReports = ports.spendReports();
    this.texts = texts;
    this.renderer = new CardRenderer(texts, new VideoSummary(texts.localizer(), texts.formats()));
    this.stepper = new CardStepper(ports.catalogue());
    this.clock = clock;
    this.ids = ids;
  }

  Answer draft(Sender sender, RequestInput input) {
    return switch (parser.read(sender, input, null)) {
      case RequestParser.Reading.Unclear(RichText why) -> UserTexts.tell(why);
      case RequestParser.Reading.Clear(VideoRequest request) ->
          switch (acceptor.look(sender, request, null)) {
            case TaskAcceptor.Look.Bad(RichText why) -> UserTexts.tell(why);
            case TaskAcceptor.Look.Good _ -> {
              Draft draft =
                  drafts.keep(
                      new Draft(
                          ids.get().value(),
                          input.origin(),
                          texts.requester(sender),
                          sender.destination(),
                          request,
                          clock.instant()));
              yield switch (acceptor.look(sender, draft.request(), null)) {
                case TaskAcceptor.Look.Good(Offer kept) ->
                    new Answer.Say(
                        renderer.open(texts.language(sender), draft, kept, left(sender)), false);
                case TaskAcceptor.Look.Bad(RichText why) -> UserTexts.tell(why);
              };
            }
          };
    };
  }

  Answer press(Sender sender, ButtonId button) {
    Optional<Draft> found = open(button.target());
    if (found.isEmpty()) {
      return texts.note(sender, "card.gone");
    }
    Draft draft = found.get();
    if (!draft.requester().person().equals(sender.person())) {
      return texts.note(sender, "press.not-yours");
    }
    return switch (button.action()) {
      case "generate" -> generate(sender, draft);
      case "discard" -> {
        drafts.drop(draft.id());
        yield new Answer.Replace(Message.of(texts.text(sender, "card.discarded")));
      }
      default -> step(sender, draft, button.action());
    };
  }

  /** The draft stays until it is too old, so that a second press finds the same task. */
  private Answer generate(Sender sender, Draft draft) {
    Answer answer =
        acceptor.take(
            sender,
            "draft:" + draft.id(),
            draft.requester(),
            draft.address().withTicket(sender.destination().ticket()),
            draft.request(),
            null);
    return answer instanceof Answer.Started(Task task, _)
        ? new Answer.Started(task, renderer.closed(texts.language(sender), task))
        : answer;
  }

  private Optional<Draft> open(String id) {
    Instant oldest = clock.instant().minus(LIFE);
    return drafts.find(id).filter(draft -> !draft.at().isBefore(oldest));
  }

  private Answer step(Sender sender, Draft draft, String field) {
    TaskAcceptor.Look now = acceptor.look(sender, draft.request(), null);
    if (now instanceof TaskAcceptor.Look.Bad(RichText why)) {
      return UserTexts.tell(why);
    }
    Offer offer = ((TaskAcceptor.Look.Good) now).offer();
    VideoRequest next = stepper.next(draft.request(), offer, field);
    Draft changed =
        new Draft(draft.id(), draft.origin(), draft.requester(), draft.address(), next, draft.at());
    return switch (acceptor.look(sender, next, null)) {
      case TaskAcceptor.Look.Bad(RichText why) -> UserTexts.tell(why);
      case TaskAcceptor.Look.Good(Offer fresh) -> {
        drafts.change(changed);
        yield new Answer.Replace(
            renderer.open(texts.language(sender), changed, fresh, left(sender)));
      }
    };
  }

  private Optional<Money> left(Sender sender) {
    return limits.left(
        sender.person(),
        sender.destination(),
        spendReports.totals(
            sender.person(), sender.destination().chat(), limits.windows(clock.instant())));
  }
}
