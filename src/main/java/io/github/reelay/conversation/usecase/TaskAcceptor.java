package io.github.reelay.conversation.usecase;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.PolicyServices;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.admin.AccessRequests;
import io.github.reelay.conversation.request.RequestRefusal;
import io.github.reelay.conversation.text.BudgetTexts;
import io.github.reelay.conversation.text.RefusalTexts;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.BudgetAlerts;
import io.github.reelay.policy.ContentFilter;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.SpendReports;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.LimitRefusal;
import io.github.reelay.task.Offer;
import io.github.reelay.task.SpendTotals;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.task.TaskState;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The acceptor of tasks, the one way by which a request becomes a task: access, content, catalogue,
 * then the accepting transaction with its limits.
 */
final class TaskAcceptor {
  /** How far back rejections of a person are looked for. */
  private static final int MAX_SCANNED = 40;

  private final TaskService taskService;
  private final TaskStore tasks;
  private final MediaStore media;
  private final ModelCatalogue catalogue;
  private final PolicyServices policy;
  private final BudgetAlerts budgetAlerts;
  private final SpendReports spendReports;
  private final UserTexts texts;
  private final RefusalTexts refusalTexts;
  private final RequestMends mends;
  private final AccessRequests accessRequests;
  private final BooleanSupplier hasDiskSpace;
  private final InstantSource clock;
  private final Supplier<TaskId> ids;

  TaskAcceptor(
      ConversationPorts ports,
      PolicyServices policy,
      UserTexts texts,
      RefusalTexts refusalTexts,
      RequestMends mends,
      AccessRequests accessRequests,
      InstantSource clock,
      Supplier<TaskId> ids) {
    this.taskService = ports.taskService();
    this.tasks = ports.tasks();
    this.media = ports.media();
    this.catalogue = ports.catalogue();
    this.policy = policy;
    this.budgetAlerts =
        new BudgetAlerts(
            policy.limits(),
            ports.spendReports(),
            ports.alerts(),
            new BudgetTexts(texts, ports.contacts()::operatorLanguage));
    this.spendReports = ports.spendReports();
    this.texts = texts;
    this.refusalTexts = refusalTexts;
    this.mends = mends;
    this.accessRequests = accessRequests;
    this.hasDiskSpace = ports.hasDiskSpace();
    this.clock = clock;
    this.ids = ids;
  }

  /** Whether a request can be taken, without taking it. */
  sealed interface Eligibility {
    record Eligible(Offer offer) implements Eligibility {}

    record Refused(RequestRefusal refusal) implements Eligibility {
      Refused(RichText explanation) {
        this(RequestRefusal.of(explanation));
      }
    }
  }

  /** Makes a task of a request, or says why not. */
  Answer accept(Sender sender, String origin, VideoRequest request, @Nullable Task source) {
    return accept(sender, origin, texts.requester(sender), sender.destination(), request, source);
  }

  Answer accept(
      Sender sender,
      String origin,
      Requester requester,
      Destination destination,
      VideoRequest request,
      @Nullable Task source) {
    // An event that comes again is not judged again: its task is there, whatever has changed since.
    Optional<Task> known = known(origin);
    if (known.isPresent()) {
      return new Answer.TaskStarted(known.get());
    }
    return switch (check(sender, request, source)) {
      case Eligibility.Refused(RequestRefusal refusal) -> mends.reply(sender, origin, refusal);
      case Eligibility.Eligible(Offer offer) -> {
        Instant now = clock.instant();
        Task task = Task.accepted(ids.get(), origin, requester, destination, request, offer, now);
        Limits limits = policy.limits();
        yield switch (taskService.accept(
            task, limits.admissionCheck(requester.person(), destination, offer, now))) {
          case AcceptResult.Accepted(Task accepted) -> {
            budgetAlerts.taskAccepted(accepted, now);
            yield new Answer.TaskStarted(accepted);
          }
          case AcceptResult.AlreadyAccepted(Task first) -> new Answer.TaskStarted(first);
          case AcceptResult.Unreadable _ -> texts.reply(sender, "request.unreadable");
          case AcceptResult.Refused(var refusal) -> {
            budgetAlerts.requestRefused(refusal);
            Function<Offer, Optional<LimitRefusal>> others = limitsNow(sender);
            yield mends.replyToLimit(
                sender,
                origin,
                request,
                offer,
                refusal,
                refusalTexts.limit(sender, refusal),
                other -> others.apply(other).isEmpty());
          }
        };
      }
    };
  }

  /** Which limit is in the way now of a video made so, without taking anything. */
  Optional<LimitRefusal> limitRefusal(Sender sender, Offer offer) {
    return limitsNow(sender).apply(offer);
  }

  /** The same for many, by the sums of this moment. */
  private Function<Offer, Optional<LimitRefusal>> limitsNow(Sender sender) {
    Instant now = clock.instant();
    Limits limits = policy.limits();
    SpendTotals totals =
        spendReports.totals(sender.person(), sender.destination().chat(), limits.windows(now));
    return offer ->
        limits
            .admissionCheck(sender.person(), sender.destination(), offer, now)
            .check()
            .findRefusal(totals);
  }

  /** Whether a limit is in the way of a video made so, however long a person waits. */
  boolean isNeverAdmitted(Sender sender, Offer offer) {
    return limitRefusal(sender, offer).filter(refusal -> refusal.freesAt() == null).isPresent();
  }

  /** The task that an event has made already. */
  Optional<Task> known(String origin) {
    return tasks.findByOrigin(origin);
  }

  /** Why a person may not ask for videos here; empty when they may. */
  Optional<RequestRefusal> accessRefusal(Sender sender) {
    AccessPolicy.Verdict verdict = policy.access().check(UserTexts.caller(sender));
    Optional<Button> button =
        verdict == AccessPolicy.Verdict.UNKNOWN ? accessRequests.button(sender) : Optional.empty();
    return button
        .map(ask -> new RequestRefusal(texts.text(sender, "access.unknown-ask"), null, null, ask))
        .or(() ->
            Optional.ofNullable(refusalTexts.access(sender, verdict)).map(RequestRefusal::of));
  }

  /** Whether a request of a card can be taken; what it starts from may be gone by now. */
  Eligibility check(Sender sender, VideoRequest request) {
    Optional<Task> source = source(request);
    return request.source() != null && source.isEmpty()
        ? new Eligibility.Refused(texts.text(sender, "again.source-gone"))
        : check(sender, request, source.orElse(null));
  }

  /** The task a remix starts from, while its video is there. */
  Optional<Task> source(VideoRequest request) {
    return Optional.ofNullable(request.source())
        .flatMap(tasks::find)
        .filter(task -> VideoRequests.obstacleKey(request.kind(), task).isEmpty());
  }

  Eligibility check(Sender sender, VideoRequest request, @Nullable Task source) {
    Optional<RequestRefusal> refusal = accessRefusal(sender);
    if (refusal.isPresent()) {
      return new Eligibility.Refused(refusal.get());
    }
    ContentFilter content = policy.content();
    if (content.refuses(request.prompt())) {
      return new Eligibility.Refused(
          new RequestRefusal(texts.text(sender, "content.refused"), request, null));
    }
    Optional<Instant> pause = pausedUntil(sender);
    if (pause.isPresent()) {
      return new Eligibility.Refused(
          texts.text(
              sender,
              "content.paused",
              texts.formats().timestamp(texts.language(sender), pause.get())));
    }
    return checkMakeable(sender, request, source);
  }

  /** Whether a request can be made, whoever asks; what it starts from may be gone by now. */
  Eligibility checkMakeable(Sender sender, VideoRequest request) {
    Optional<Task> source = source(request);
    return request.source() != null && source.isEmpty()
        ? new Eligibility.Refused(texts.text(sender, "again.source-gone"))
        : checkMakeable(sender, request, source.orElse(null));
  }

  private Eligibility checkMakeable(Sender sender, VideoRequest request, @Nullable Task source) {
    if (!hasDiskSpace.getAsBoolean()) {
      return new Eligibility.Refused(texts.text(sender, "request.no-room"));
    }
    if (!request.pictures().stream().allMatch(media::has)) {
      return new Eligibility.Refused(texts.text(sender, "request.picture-gone"));
    }
    return switch (catalogue.check(request, source)) {
      case RequestCheck.Valid(List<Offer> offers) ->
          offers.getFirst().means() == GenerationMode.LAST_FRAME && !hasFile(source)
              ? new Eligibility.Refused(texts.text(sender, "request.source-gone"))
              : new Eligibility.Eligible(offers.getFirst());
      case RequestCheck.Invalid invalid ->
          new Eligibility.Refused(
              new RequestRefusal(
                  refusalTexts.invalidRequest(sender, request, invalid), request, invalid));
      case RequestCheck.NoProviderAvailable _ ->
          new Eligibility.Refused(texts.text(sender, "request.no-provider"));
    };
  }

  private boolean hasFile(@Nullable Task source) {
    return source != null
        && source.state() instanceof TaskState.WithFile kept
        && media.has(kept.video());
  }

  private Optional<Instant> pausedUntil(Sender sender) {
    return policy
        .content()
        .pausedUntil(() -> tasks.ofPerson(sender.person(), MAX_SCANNED), clock.instant());
  }
}
