package io.github.reelay.conversation;

import io.github.reelay.policy.Access;
import io.github.reelay.policy.Budget;
import io.github.reelay.policy.ContentRules;
import io.github.reelay.policy.Limits;
import io.github.reelay.task.Address;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Picture;
import io.github.reelay.task.Request;
import io.github.reelay.task.Requester;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskId;
import io.github.reelay.tracking.Acceptance;
import io.github.reelay.tracking.Desk;
import io.github.reelay.tracking.MediaStore;
import io.github.reelay.tracking.TaskStore;
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
final class Intake {
  /** How far back rejections of a person are looked for. */
  private static final int NEWEST = 40;

  private final Desk desk;
  private final TaskStore tasks;
  private final MediaStore media;
  private final ModelMenu menu;
  private final Policy policy;
  private final Budget budget;
  private final Voice voice;
  private final Refusals refusals;
  private final BooleanSupplier room;
  private final InstantSource clock;
  private final Supplier<TaskId> ids;

  Intake(
      Ports ports,
      Policy policy,
      Voice voice,
      Refusals refusals,
      InstantSource clock,
      Supplier<TaskId> ids) {
    this.desk = ports.desk();
    this.tasks = ports.tasks();
    this.media = ports.media();
    this.menu = ports.menu();
    this.policy = policy;
    this.budget = new Budget(policy.limits(), ports.spending(), ports.alerts());
    this.voice = voice;
    this.refusals = refusals;
    this.room = ports.room();
    this.clock = clock;
    this.ids = ids;
  }

  /** Whether a request can be taken, without taking it. */
  sealed interface Look {
    record Good(Offer offer) implements Look {}

    record Bad(Text why) implements Look {}
  }

  /** Makes a task of a request, or says why not. */
  Answer take(Speaker speaker, String origin, Request request, @Nullable Task source) {
    return take(speaker, origin, voice.requester(speaker), speaker.address(), request, source);
  }

  Answer take(
      Speaker speaker,
      String origin,
      Requester requester,
      Address address,
      Request request,
      @Nullable Task source) {
    return switch (look(speaker, request, source)) {
      case Look.Bad(Text why) -> Voice.tell(why);
      case Look.Good(Offer offer) -> {
        Instant now = clock.instant();
        Task task = Task.accepted(ids.get(), origin, requester, address, request, offer, now);
        Limits limits = policy.limits();
        yield switch (desk.accept(
            task, limits.admission(requester.person(), address, offer, now))) {
          case Acceptance.Accepted(Task accepted) -> {
            budget.spent(accepted, now);
            yield new Answer.Started(accepted);
          }
          case Acceptance.Known(Task known) -> new Answer.Started(known);
          case Acceptance.Refused(var refusal) -> {
            budget.refused(refusal);
            yield Voice.tell(refusals.limit(speaker, refusal));
          }
        };
      }
    };
  }

  Look look(Speaker speaker, Request request, @Nullable Task source) {
    Access.Verdict verdict = policy.access().admit(Voice.caller(speaker));
    Text no = refusals.access(speaker, verdict);
    if (no != null) {
      return new Look.Bad(no);
    }
    ContentRules content = policy.content();
    if (content.refuses(request.prompt())) {
      return new Look.Bad(voice.text(speaker, "content.refused"));
    }
    Optional<Instant> pause = paused(speaker);
    if (pause.isPresent()) {
      return new Look.Bad(
          voice.text(
              speaker,
              "content.paused",
              voice.phrases().moment(voice.language(speaker), pause.get())));
    }
    if (!room.getAsBoolean()) {
      return new Look.Bad(voice.text(speaker, "request.no-room"));
    }
    Picture picture = request.picture();
    if (picture != null && !media.has(picture)) {
      return new Look.Bad(voice.text(speaker, "request.picture-gone"));
    }
    return switch (menu.check(request, source)) {
      case RequestCheck.Fine(List<Offer> offers) -> new Look.Good(offers.getFirst());
      case RequestCheck.Wrong wrong -> new Look.Bad(refusals.wrong(speaker, request, wrong));
      case RequestCheck.NoProviderNow _ -> new Look.Bad(voice.text(speaker, "request.no-provider"));
    };
  }

  private Optional<Instant> paused(Speaker speaker) {
    return policy
        .content()
        .pausedUntil(() -> tasks.ofPerson(speaker.person(), NEWEST), clock.instant());
  }
}
