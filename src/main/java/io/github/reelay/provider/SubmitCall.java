package io.github.reelay.provider;

import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.dialect.GenerationRequest;
import io.github.reelay.provider.dialect.HttpPost;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Offer;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a task's request, posts it once, and draws the consequences for the provider. */
final class SubmitCall {
  private static final Logger log = LoggerFactory.getLogger(SubmitCall.class);

  /** Where a provider cannot be reached and no other can do the task, it is asked again. */
  private static final Duration REACH_AGAIN = Duration.ofSeconds(10);

  private final ProviderCatalogue menu;
  private final PaidPost paidPost;
  private final ImageHandover handOver;
  private final MediaConverter fitter;
  private final RetiredModels retired;

  SubmitCall(
      ProviderCatalogue menu,
      PaidPost paidPost,
      ImageHandover handOver,
      MediaConverter fitter,
      RetiredModels retired) {
    this.menu = menu;
    this.paidPost = paidPost;
    this.handOver = handOver;
    this.fitter = fitter;
    this.retired = retired;
  }

  SubmitResult submit(Provider relay, ModelRow row, Task task, @Nullable Task source) {
    if (!relay.health().permit()) {
      return new SubmitResult.NotAccepted(
          Failure.of(FailureKind.PROVIDER_UNREACHABLE, relay.name() + " is paused"), true);
    }
    SubmitResult answer =
        switch (write(relay, row, task, source)) {
          case Written.Ready(HttpPost outgoing) -> post(relay, row, task, outgoing);
          case Written.Not(SubmitResult not) -> {
            relay.health().unused();
            yield not;
          }
        };
    SubmitResult settled = settle(relay, row, task, source, answer);
    log(relay, task, settled);
    return settled;
  }

  /** What is to be posted, or why nothing is. */
  private sealed interface Written {
    record Ready(HttpPost outgoing) implements Written {}

    record Not(SubmitResult answer) implements Written {}
  }

  private Written write(Provider relay, ModelRow row, Task task, @Nullable Task source) {
    Offer offer = task.offer();
    GenerationRequest ask =
        new GenerationRequest(
            row.wire(),
            task.request().prompt(),
            offer.seconds(),
            offer.aspect(),
            offer.resolution(),
            null);
    return switch (offer.means()) {
      case TEXT -> new Written.Ready(relay.dialect().generate(ask));
      case REMIX -> {
        String remoteId = source == null ? null : source.remoteId();
        yield remoteId == null
            ? not(FailureKind.INVALID_REQUEST, "the source has no id at " + relay.name())
            : new Written.Ready(relay.dialect().remix(ask, remoteId));
      }
      case PICTURE -> withPicture(relay, ask, task.request().picture());
      case LAST_FRAME -> withPicture(relay, ask, lastFrame(source));
    };
  }

  private Written withPicture(
      Provider relay, GenerationRequest ask, @Nullable ReferenceImage picture) {
    WireFormat.PictureRule rule = ask.wire().picture();
    if (picture == null || rule == null) {
      return not(FailureKind.PICTURE_UNUSABLE, "no picture to start from");
    }
    return switch (handOver.hand(relay, rule, picture, ask.pixels())) {
      case ImageHandover.Result.Handed(GenerationRequest.Handed handed) ->
          new Written.Ready(relay.dialect().generate(ask.with(handed)));
      case ImageHandover.Result.Not(SubmitResult answer) -> new Written.Not(answer);
    };
  }

  private @Nullable ReferenceImage lastFrame(@Nullable Task source) {
    Optional<Video> video = source == null ? Optional.empty() : source.state().file();
    if (video.isEmpty()) {
      return null;
    }
    try {
      return fitter.lastFrame(video.get());
    } catch (IOException gone) {
      log.atWarn()
          .addKeyValue("task", source == null ? "" : source.id())
          .setCause(gone)
          .log("The source video's last frame cannot be had; the remix is refused");
      return null;
    }
  }

  private SubmitResult post(Provider relay, ModelRow row, Task task, HttpPost outgoing) {
    boolean remix = task.offer().means() == GenerationMode.REMIX;
    return switch (paidPost.send(relay, outgoing)) {
      case PaidPost.Outcome.Answered answered -> {
        SubmitResult answer = relay.dialect().readSubmit(answered.reply(), remix);
        if (answer instanceof SubmitResult.Unknown) {
          relay.health().failed("HTTP " + answered.reply().status());
        } else {
          relay.health().reached();
        }
        if (answer instanceof SubmitResult.NotAccepted(Failure why, boolean elsewhere)
            && why.kind() == FailureKind.MODEL_RETIRED) {
          String detail = relay.clean(why.detail());
          retired.add(row, detail);
          yield new SubmitResult.NotAccepted(
              new Failure(why.kind(), detail, null, menu.replacement(row).orElse(null)), elsewhere);
        }
        yield answer;
      }
      case PaidPost.Outcome.NeverSent(String why) -> {
        relay.health().failed(why);
        yield new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_UNREACHABLE, why), true);
      }
      case PaidPost.Outcome.Lost(String evidence) -> {
        relay.health().failed(evidence);
        yield new SubmitResult.Unknown(evidence);
      }
    };
  }

  /** Pauses an account that cannot pay or is refused, and keeps a lone provider in play. */
  private SubmitResult settle(
      Provider relay, ModelRow row, Task task, @Nullable Task source, SubmitResult answer) {
    switch (answer) {
      case SubmitResult.Accepted _ -> {
        relay.health().keyTaken();
        return answer;
      }
      case SubmitResult.Unknown(String evidence) -> {
        return new SubmitResult.Unknown(relay.clean(evidence));
      }
      case SubmitResult.Refused _ -> {
        if (task.request().picture() != null && row.wire().picture() != null) {
          handOver.forget(relay, task.request().picture());
        }
        return answer;
      }
      case SubmitResult.NotAccepted no -> {
        return notAccepted(relay, task, source, no);
      }
    }
  }

  private SubmitResult notAccepted(
      Provider relay, Task task, @Nullable Task source, SubmitResult.NotAccepted no) {
    String detail = relay.clean(no.why().detail());
    FailureKind kind = no.why().kind();
    if (kind == FailureKind.PROVIDER_AUTH) {
      relay.health().pause(Alert.Kind.PROVIDER_AUTH, detail);
    } else if (kind == FailureKind.PROVIDER_BALANCE) {
      relay.health().pause(Alert.Kind.PROVIDER_BALANCE, detail);
    } else if (kind == FailureKind.PROVIDER_UNREACHABLE
        && !menu.hasOther(relay.name(), task, source)) {
      return new SubmitResult.NotAccepted(new Failure(kind, detail, REACH_AGAIN), false);
    }
    return no;
  }

  private static Written not(FailureKind kind, String why) {
    return new Written.Not(new SubmitResult.Refused(Failure.of(kind, why)));
  }

  private static void log(Provider relay, Task task, SubmitResult answer) {
    var line =
        (answer instanceof SubmitResult.Accepted ? log.atInfo() : log.atWarn())
            .addKeyValue("task", task.id())
            .addKeyValue("provider", relay.name());
    switch (answer) {
      case SubmitResult.Accepted(String remoteId) ->
          line.addKeyValue("remote", remoteId).log("Accepted by the provider, which charges it");
      case SubmitResult.NotAccepted(Failure why, boolean elsewhere) ->
          line.addKeyValue("why", why.kind())
              .log(
                  "Not accepted, so not charged; {} ({})",
                  elsewhere ? "the next provider is asked" : "asked again",
                  relay.clean(why.detail()));
      case SubmitResult.Refused(Failure why) ->
          line.addKeyValue("why", why.kind())
              .log("Refused, so not charged; nobody else is asked ({})", relay.clean(why.detail()));
      case SubmitResult.Unknown(String evidence) ->
          line.log("The answer was lost; it may have been charged, not sent again ({})", evidence);
    }
  }
}
