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

  private final ProviderCatalogue catalogue;
  private final PaidPost paidPost;
  private final ImageHandover handOver;
  private final MediaConverter converter;
  private final RetiredModels retired;

  SubmitCall(
      ProviderCatalogue catalogue,
      PaidPost paidPost,
      ImageHandover handOver,
      MediaConverter converter,
      RetiredModels retired) {
    this.catalogue = catalogue;
    this.paidPost = paidPost;
    this.handOver = handOver;
    this.converter = converter;
    this.retired = retired;
  }

  SubmitResult submit(Provider provider, ModelRow row, Task task, @Nullable Task source) {
    if (!provider.health().permit()) {
      return new SubmitResult.NotAccepted(
          Failure.of(FailureKind.PROVIDER_UNREACHABLE, provider.name() + " is paused"), true);
    }
    SubmitResult result =
        switch (write(provider, row, task, source)) {
          case Written.Ready(HttpPost post) -> post(provider, row, task, post);
          case Written.Not(SubmitResult not) -> {
            provider.health().unused();
            yield not;
          }
        };
    SubmitResult settled = settle(provider, row, task, source, result);
    log(provider, task, settled);
    return settled;
  }

  /** What is to be posted, or why nothing is. */
  private sealed interface Written {
    record Ready(HttpPost post) implements Written {}

    record Not(SubmitResult result) implements Written {}
  }

  private Written write(Provider provider, ModelRow row, Task task, @Nullable Task source) {
    Offer offer = task.offer();
    GenerationRequest request =
        new GenerationRequest(
            row.wire(),
            task.request().prompt(),
            offer.seconds(),
            offer.aspect(),
            offer.resolution(),
            null);
    return switch (offer.means()) {
      case TEXT -> new Written.Ready(provider.dialect().generate(request));
      case REMIX -> {
        String remoteId = source == null ? null : source.remoteId();
        yield remoteId == null
            ? not(FailureKind.INVALID_REQUEST, "the source has no id at " + provider.name())
            : new Written.Ready(provider.dialect().remix(request, remoteId));
      }
      case PICTURE -> withPicture(provider, request, task.request().picture());
      case LAST_FRAME -> withPicture(provider, request, lastFrame(source));
    };
  }

  private Written withPicture(
      Provider provider, GenerationRequest request, @Nullable ReferenceImage image) {
    WireFormat.PictureRule rule = request.wire().picture();
    if (image == null || rule == null) {
      return not(FailureKind.PICTURE_UNUSABLE, "no picture to start from");
    }
    return switch (handOver.hand(provider, rule, image, request.pixels())) {
      case ImageHandover.Result.Handed(GenerationRequest.Handed handed) ->
          new Written.Ready(provider.dialect().generate(request.with(handed)));
      case ImageHandover.Result.Not(SubmitResult result) -> new Written.Not(result);
    };
  }

  private @Nullable ReferenceImage lastFrame(@Nullable Task source) {
    Optional<Video> video = source == null ? Optional.empty() : source.state().file();
    if (video.isEmpty()) {
      return null;
    }
    try {
      return converter.lastFrame(video.get());
    } catch (IOException gone) {
      log.atWarn()
          .addKeyValue("task", source == null ? "" : source.id())
          .setCause(gone)
          .log("The source video's last frame cannot be had; the remix is refused");
      return null;
    }
  }

  private SubmitResult post(Provider provider, ModelRow row, Task task, HttpPost post) {
    boolean remix = task.offer().means() == GenerationMode.REMIX;
    return switch (paidPost.send(provider, post)) {
      case PaidPost.Outcome.Answered answered -> {
        SubmitResult result = provider.dialect().readSubmit(answered.reply(), remix);
        if (result instanceof SubmitResult.Unknown) {
          provider.health().failed("HTTP " + answered.reply().status());
        } else {
          provider.health().reached();
        }
        if (result instanceof SubmitResult.NotAccepted(Failure failure, boolean elsewhere)
            && failure.kind() == FailureKind.MODEL_RETIRED) {
          String detail = provider.clean(failure.detail());
          retired.add(row, detail);
          yield new SubmitResult.NotAccepted(
              new Failure(failure.kind(), detail, null, catalogue.replacement(row).orElse(null)),
              elsewhere);
        }
        yield result;
      }
      case PaidPost.Outcome.NeverSent(String why) -> {
        provider.health().failed(why);
        yield new SubmitResult.NotAccepted(Failure.of(FailureKind.PROVIDER_UNREACHABLE, why), true);
      }
      case PaidPost.Outcome.Lost(String evidence) -> {
        provider.health().failed(evidence);
        yield new SubmitResult.Unknown(evidence);
      }
    };
  }

  /** Pauses an account that cannot pay or is refused, and keeps a lone provider in play. */
  private SubmitResult settle(
      Provider provider, ModelRow row, Task task, @Nullable Task source, SubmitResult result) {
    switch (result) {
      case SubmitResult.Accepted _ -> {
        provider.health().keyTaken();
        return result;
      }
      case SubmitResult.Unknown(String evidence) -> {
        return new SubmitResult.Unknown(provider.clean(evidence));
      }
      case SubmitResult.Refused _ -> {
        if (task.request().picture() != null && row.wire().picture() != null) {
          handOver.forget(provider, task.request().picture());
        }
        return result;
      }
      case SubmitResult.NotAccepted no -> {
        return notAccepted(provider, task, source, no);
      }
    }
  }

  private SubmitResult notAccepted(
      Provider provider, Task task, @Nullable Task source, SubmitResult.NotAccepted no) {
    String detail = provider.clean(no.failure().detail());
    FailureKind kind = no.failure().kind();
    if (kind == FailureKind.PROVIDER_AUTH) {
      provider.health().pause(Alert.Kind.PROVIDER_AUTH, detail);
    } else if (kind == FailureKind.PROVIDER_BALANCE) {
      provider.health().pause(Alert.Kind.PROVIDER_BALANCE, detail);
    } else if (kind == FailureKind.PROVIDER_UNREACHABLE
        && !catalogue.hasOther(provider.name(), task, source)) {
      return new SubmitResult.NotAccepted(new Failure(kind, detail, REACH_AGAIN), false);
    }
    return no;
  }

  private static Written not(FailureKind kind, String why) {
    return new Written.Not(new SubmitResult.Refused(Failure.of(kind, why)));
  }

  private static void log(Provider provider, Task task, SubmitResult result) {
    var line =
        (result instanceof SubmitResult.Accepted ? log.atInfo() : log.atWarn())
            .addKeyValue("task", task.id())
            .addKeyValue("provider", provider.name());
    switch (result) {
      case SubmitResult.Accepted(String remoteId) ->
          line.addKeyValue("remote", remoteId).log("Accepted by the provider, which charges it");
      case SubmitResult.NotAccepted(Failure failure, boolean elsewhere) ->
          line.addKeyValue("why", failure.kind())
              .log(
                  "Not accepted, so not charged; {} ({})",
                  elsewhere ? "the next provider is asked" : "asked again",
                  provider.clean(failure.detail()));
      case SubmitResult.Refused(Failure failure) ->
          line.addKeyValue("why", failure.kind())
              .log(
                  "Refused, so not charged; nobody else is asked ({})",
                  provider.clean(failure.detail()));
      case SubmitResult.Unknown(String evidence) ->
          line.log("The answer was lost; it may have been charged, not sent again ({})", evidence);
    }
  }
}
