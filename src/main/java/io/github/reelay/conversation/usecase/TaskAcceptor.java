package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.PolicyServices;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.RefusalTexts;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.BudgetAlerts;
import io.github.reelay.policy.ContentFilter;
import io.github.reelay.policy.Limits;
import io.github.reelay.task.Offer;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.Requester;
import io.github.reelay.tracking.port.AcceptResult;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.TaskService;
import io.github.reelay.tracking.port.TaskStore;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The one way by which a request becomes a task: access, content, catalogue, then the accepting
 * transaction with its limits.
 */
final class TaskAcceptor {
  /** How far back rejections of a person are looked for. */
  private static final int NEWEST = 40;

  private final TaskService taskService;
  private final TaskStore tasks;
  private final MediaStore media;
  private final ModelCatalogue catalogue;
  private final PolicyServices policy;
  private final BudgetAlerts budget;
  private final UserTexts texts;
  private final RefusalTexts refusalTexts;
  private final BooleanSupplier room;
  private final InstantSource clock;
  private final Supplier<TaskId> ids;

  TaskAcceptor(
      ConversationPorts ports,
      PolicyServices policy,
      UserTexts texts,
      RefusalTexts refusalTexts,
      InstantSource clock,
      Supplier<TaskId> ids) {
    this.taskService = ports.taskService();
    this.tasks = ports.tasks();
    this.media = ports.media();
    this.catalogue = ports.catalogue();
    this.policy = policy;
    this.budget = new BudgetAlerts(policy.limits(), ports.spendReports(), ports.alerts());
    this.texts = texts;
    this.refusalTexts = refusalTexts;
    this.room = ports.room();
    this.clock = clock;
    this.ids = ids;
  }

  /** Whether a request can be taken, without taking it. */
  sealed interface Look {
    record Good(Offer offer) implements Look {}

    record Bad(RichText why) implements Look {}
  }

  /** Makes a task of a request, or says why not. */
  Answer take(Sender sender, String origin, VideoRequest request, @Nullable Task source) {
    return take(sender, origin, texts.requester(sender), sender.destination(), request, source);
  }

  Answer take(
      Sender sender,
      String origin,
      Requester requester,
      Destination destination,
      VideoRequest request,
      @Nullable Task source) {
    return switch (look(sender, request, source)) {
      case Look.Bad(RichText why) -> UserTexts.tell(why);
      case Look.Good(Offer offer) -> {
        Instant now = clock.instant();
        Task task = Task.accepted(ids.get(), origin, requester, destination, request, offer, now);
        Limits limits = policy.limits();
        yield switch (taskService.accept(
            task, limits.admission(requester.person(), destination, offer, now))) {
          case AcceptResult.Accepted(Task accepted) -> {
            budget.spent(accepted, now);
            yield new Answer.Started(accepted);
          }
          case AcceptResult.Known(Task known) -> new Answer.Started(known);
          case AcceptResult.Refused(var refusal) -> {
            budget.refused(refusal);
            yield UserTexts.tell(refusalTexts.limit(sender, refusal));
          }
        };
      }
    };
  }

  Look look(Sender sender, VideoRequest request, @Nullable Task source) {
    AccessPolicy.Verdict verdict = policy.access().admit(UserTexts.caller(sender));
    RichText no = refusalTexts.access(sender, verdict);
    if (no != null) {
      return new Look.Bad(no);
    }
    ContentFilter content = policy.content();
    if (content.refuses(request.prompt())) {
      return new Look.Bad(texts.text(sender, "content.refused"));
    }
    Optional<Instant> pause = paused(sender);
    if (pause.isPresent()) {
      return new Look.Bad(
          texts.text(
              sender,
              "content.paused",
              texts.formats().moment(texts.language(sender), pause.get())));
    }
    if (!room.getAsBoolean()) {
      return new Look.Bad(texts.text(sender, "request.no-room"));
    }
    ReferenceImage image = request.picture();
    if (image != null && !media.has(image)) {
      return new Look.Bad(texts.text(sender, "request.picture-gone"));
    }
    return switch (catalogue.check(request, source)) {
      case RequestCheck.Fine(List<Offer> offers) -> new Look.Good(offers.getFirst());
      case RequestCheck.Wrong wrong -> new Look.Bad(refusalTexts.wrong(sender, request, wrong));
      case RequestCheck.NoProviderNow _ -> new Look.Bad(texts.text(sender, "request.no-provider"));
    };
  }

  private Optional<Instant> paused(Sender sender) {
    return policy
        .content()
        .pausedUntil(() -> tasks.ofPerson(sender.person(), NEWEST), clock.instant());
  }
}
