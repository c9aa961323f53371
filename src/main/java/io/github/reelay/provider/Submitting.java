package io.github.reelay.provider;

import io.github.reelay.provider.dialect.Ask;
import io.github.reelay.provider.dialect.Outgoing;
import io.github.reelay.provider.dialect.Wire;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Means;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Picture;
import io.github.reelay.task.Task;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.Alert;
import io.github.reelay.tracking.ImageFitter;
import io.github.reelay.tracking.SubmitAnswer;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes a task's request, posts it once, and draws the consequences for the provider. */
final class Submitting {
  private static final Logger log = LoggerFactory.getLogger(Submitting.class);

  /** Where a provider cannot be reached and no other can do the task, it is asked again. */
  private static final Duration REACH_AGAIN = Duration.ofSeconds(10);

  private final Menu menu;
  private final PaidPost paidPost;
  private final HandOver handOver;
  private final ImageFitter fitter;
  private final Retired retired;

  Submitting(Menu menu, PaidPost paidPost, HandOver handOver, ImageFitter fitter, Retired retired) {
    this.menu = menu;
    this.paidPost = paidPost;
    this.handOver = handOver;
    this.fitter = fitter;
    this.retired = retired;
  }

  SubmitAnswer submit(Relay relay, ModelRow row, Task task, @Nullable Task source) {
    if (!relay.health().permit()) {
      return new SubmitAnswer.NotAccepted(
          Failure.of(FailureKind.PROVIDER_UNREACHABLE, relay.name() + " is paused"), true);
    }
    SubmitAnswer answer =
        switch (write(relay, row, task, source)) {
          case Written.Ready(Outgoing outgoing) -> post(relay, row, task, outgoing);
          case Written.Not(SubmitAnswer not) -> {
            relay.health().unused();
            yield not;
          }
        };
    SubmitAnswer settled = settle(relay, row, task, source, answer);
    log(relay, task, settled);
    return settled;
  }

  /** What is to be posted, or why nothing is. */
  private sealed interface Written {
    record Ready(Outgoing outgoing) implements Written {}

    record Not(SubmitAnswer answer) implements Written {}
  }

  private Written write(Relay relay, ModelRow row, Task task, @Nullable Task source) {
    Offer offer = task.offer();
    Ask ask =
        new Ask(
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

  private Written withPicture(Relay relay, Ask ask, @Nullable Picture picture) {
    Wire.PictureRule rule = ask.wire().picture();
    if (picture == null || rule == null) {
      return not(FailureKind.PICTURE_UNUSABLE, "no picture to start from");
    }
    return switch (handOver.hand(relay, rule, picture, ask.pixels())) {
      case HandOver.Result.Handed(Ask.Handed handed) ->
          new Written.Ready(relay.dialect().generate(ask.with(handed)));
      case HandOver.Result.Not(SubmitAnswer answer) -> new Written.Not(answer);
    };
  }

  private @Nullable Picture lastFrame(@Nullable Task source) {
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

  private SubmitAnswer post(Relay relay, ModelRow row, Task task, Outgoing outgoing) {
    boolean remix = task.offer().means() == Means.REMIX;
    return switch (paidPost.send(relay, outgoing)) {
      case PaidPost.Outcome.Answered answered -> {
        SubmitAnswer answer = relay.dialect().readSubmit(answered.reply(), remix);
        if (answer instanceof SubmitAnswer.Unknown) {
          relay.health().failed("HTTP " + answered.reply().status());
        } else {
          relay.health().reached();
        }
        if (answer instanceof SubmitAnswer.NotAccepted(Failure why, boolean elsewhere)
            && why.kind() == FailureKind.MODEL_RETIRED) {
          String detail = relay.clean(why.detail());
          retired.add(row, detail);
          yield new SubmitAnswer.NotAccepted(
              new Failure(why.kind(), detail, null, menu.replacement(row).orElse(null)), elsewhere);
        }
        yield answer;
      }
      case PaidPost.Outcome.NeverSent(String why) -> {
        relay.health().failed(why);
        yield new SubmitAnswer.NotAccepted(Failure.of(FailureKind.PROVIDER_UNREACHABLE, why), true);
      }
      case PaidPost.Outcome.Lost(String evidence) -> {
        relay.health().failed(evidence);
        yield new SubmitAnswer.Unknown(evidence);
      }
    };
  }

  /** Pauses an account that cannot pay or is refused, and keeps a lone provider in play. */
  private SubmitAnswer settle(
      Relay relay, ModelRow row, Task task, @Nullable Task source, SubmitAnswer answer) {
    switch (answer) {
      case SubmitAnswer.Accepted _ -> {
        relay.health().keyTaken();
        return answer;
      }
      case SubmitAnswer.Unknown(String evidence) -> {
        return new SubmitAnswer.Unknown(relay.clean(evidence));
      }
      case SubmitAnswer.Refused _ -> {
        if (task.request().picture() != null && row.wire().picture() != null) {
          handOver.forget(relay, task.request().picture());
        }
        return answer;
      }
      case SubmitAnswer.NotAccepted no -> {
        return notAccepted(relay, task, source, no);
      }
    }
  }

  private SubmitAnswer notAccepted(
      Relay relay, Task task, @Nullable Task source, SubmitAnswer.NotAccepted no) {
    String detail = relay.clean(no.why().detail());
    FailureKind kind = no.why().kind();
    if (kind == FailureKind.PROVIDER_AUTH) {
      relay.health().pause(Alert.Kind.PROVIDER_AUTH, detail);
    } else if (kind == FailureKind.PROVIDER_BALANCE) {
      relay.health().pause(Alert.Kind.PROVIDER_BALANCE, detail);
    } else if (kind == FailureKind.PROVIDER_UNREACHABLE
        && !menu.hasOther(relay.name(), task, source)) {
      return new SubmitAnswer.NotAccepted(new Failure(kind, detail, REACH_AGAIN), false);
    }
    return no;
  }

  private static Written not(FailureKind kind, String why) {
    return new Written.Not(new SubmitAnswer.Refused(Failure.of(kind, why)));
  }

  private static void log(Relay relay, Task task, SubmitAnswer answer) {
    var line =
        (answer instanceof SubmitAnswer.Accepted ? log.atInfo() : log.atWarn())
            .addKeyValue("task", task.id())
            .addKeyValue("provider", relay.name());
    switch (answer) {
      case SubmitAnswer.Accepted(String remoteId) ->
          line.addKeyValue("remote", remoteId).log("Accepted by the provider, which charges it");
      case SubmitAnswer.NotAccepted(Failure why, boolean elsewhere) ->
          line.addKeyValue("why", why.kind())
              .log(
                  "Not accepted, so not charged; {} ({})",
                  elsewhere ? "the next provider is asked" : "asked again",
                  relay.clean(why.detail()));
      case SubmitAnswer.Refused(Failure why) ->
          line.addKeyValue("why", why.kind())
              .log("Refused, so not charged; nobody else is asked ({})", relay.clean(why.detail()));
      case SubmitAnswer.Unknown(String evidence) ->
          line.log("The answer was lost; it may have been charged, not sent again ({})", evidence);
    }
  }
}
