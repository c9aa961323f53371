package io.github.reelay.provider.proof;

import io.github.reelay.provider.ProviderRegistry;
import io.github.reelay.provider.catalogue.Choices;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.task.Failure;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.RemoteFile;
import io.github.reelay.task.RequestKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.VideoOption;
import io.github.reelay.tracking.port.FetchResult;
import io.github.reelay.tracking.port.GrowingFile;
import io.github.reelay.tracking.port.MediaStore;
import io.github.reelay.tracking.port.PollResult;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The proof of one row: its cheapest video, submitted, asked about and fetched by what serves
 * people, then compared with the row. Charged once at most: a POST that is not answered is not
 * followed by another, but where the relay documents that it is the same order to it. Blocks for as
 * long as the video takes.
 *
 * @param row as it is in the catalogue of the registry
 * @param pollInterval between two questions
 * @param lines gets each finding as soon as it is there
 */
public record ModelProof(
    ProviderRegistry providers,
    ModelRow row,
    MediaStore media,
    InstantSource clock,
    Pause pause,
    Duration pollInterval,
    Consumer<ProofLine> lines) {
  private static final String PROMPT =
      "A red paper boat drifts over a calm pond at sunrise, slow camera, soft light";

  /** The cost may be in the answer some seconds later than the file (docs/facts.md, "Relays"). */
  private static final int QUESTIONS_FOR_THE_COST = 3;

  /** How waiting is done. */
  public interface Pause {
    void sleep(Duration time) throws InterruptedException;
  }

  /** What would be made. */
  public record Order(VideoRequest request, Offer offer) {}

  /** The cheapest video of the row; empty if it can make none of this. */
  public Optional<Order> cheapest(@Nullable ReferenceImage picture) {
    Choices choices = (picture == null ? row.fromText() : row.fromImage()).choices();
    VideoRequest any =
        VideoRequest.of(RequestKind.GENERATE, PROMPT, null)
            .withModel(row.model())
            .withPicture(picture);
    return choices.resolutions().stream()
        .map(any::withResolution)
        .flatMap(request -> choices.durations().stream().map(request::withSeconds))
        .flatMap(request -> withEachSound(request, choices))
        .flatMap(request ->
            providers.offers(request, null).stream().map(offer -> new Order(request, offer)))
        .min(Comparator.comparing(order -> order.offer().price()));
  }

  /** With sound it may be dearer; what it has by itself comes first. */
  private static Stream<VideoRequest> withEachSound(VideoRequest request, Choices choices) {
    OptionValues sound = choices.options().get(VideoOption.SOUND);
    return Stream.concat(
        Stream.of(request),
        sound == null
            ? Stream.empty()
            : sound.listed().stream().map(value -> request.withOption(VideoOption.SOUND, value)));
  }

  /**
   * Makes the video and compares it.
   *
   * @param task not submitted before; its offer is by this row
   * @return whether the row does what it says
   */
  public boolean prove(Task task) throws IOException, InterruptedException {
    AtomicReference<@Nullable KeyedPost> keyed = new AtomicReference<>();
    return switch (providers.submit(task, null, keyed::set)) {
      case SubmitResult.Accepted(String remoteId) -> {
        lines.accept(ProofLine.ok("submit", "accepted as " + remoteId + ", which is charged"));
        Instant now = clock.instant();
        Task running = task.nextVersion(TaskState.Running.started(remoteId, now, now), null);
        boolean known = isKnownAgain(running, remoteId, keyed.get());
        yield isAsPromised(running, remoteId) && known;
      }
      case SubmitResult.NotAccepted(Failure failure, var _) ->
          fail("submit", "not accepted, so nothing is charged: " + failure.detail());
      case SubmitResult.Refused(Failure failure) ->
          fail("submit", "refused, so nothing is charged: " + failure.detail());
      case SubmitResult.Unknown(String evidence) -> lost(evidence);
      case SubmitResult.Indeterminate(String evidence) -> lost(evidence);
    };
  }

  private boolean lost(String evidence) {
    return fail(
        "submit",
        "the answer was lost ("
            + evidence
            + "); it may have been charged: look at the relay's list before you try again");
  }

  private boolean isKnownAgain(Task task, String remoteId, @Nullable KeyedPost keyed) {
    if (keyed == null) {
      lines.accept(
          ProofLine.note("repeat", "the relay documents none for this model, so none was tried"));
      return true;
    }
    return switch (providers.repeat(task, keyed)) {
      case SubmitResult.Accepted(String again) when again.equals(remoteId) -> {
        lines.accept(ProofLine.ok("repeat", "the same POST with the same key is the same task"));
        yield true;
      }
      case SubmitResult.Accepted(String other) ->
          fail(
              "repeat",
              "the same POST with the same key became another task, "
                  + other
                  + ", which is charged too; lost answers are not asked for there any more");
      case SubmitResult.NotAccepted(Failure failure, var _) ->
          fail("repeat", "the task did not come back: " + failure.detail());
      case SubmitResult.Refused(Failure failure) ->
          fail("repeat", "the task did not come back: " + failure.detail());
      case SubmitResult.Unknown(String evidence) ->
          fail("repeat", "the task did not come back: " + evidence);
      case SubmitResult.Indeterminate(String evidence) ->
          fail("repeat", "the task did not come back: " + evidence);
    };
  }

  private boolean isAsPromised(Task task, String remoteId)
      throws IOException, InterruptedException {
    Path part = media.partFile(task.id());
    RemoteFile file = fetched(task, remoteId, part).orElse(null);
    if (file == null) {
      return false;
    }
    return switch (media.storeVideo(task.id(), part)) {
      case MediaStore.StoreVideoResult.Invalid(Failure failure) ->
          fail("file", "no whole video: " + failure.detail());
      case MediaStore.StoreVideoResult.Stored(Video video) -> {
        lines.accept(ProofLine.ok("file", video.bytes() + " bytes, " + media.path(video)));
        Money charge = file.charge() == null ? laterCharge(task, remoteId) : file.charge();
        List<ProofLine> found = new VideoInspection(row, task.offer()).lines(video, charge);
        found.forEach(lines);
        yield found.stream().noneMatch(line -> line.verdict() == ProofLine.Verdict.FAIL);
      }
    };
  }

  /** Asks until the file is here; empty if that has been told as a failure. */
  private Optional<RemoteFile> fetched(Task running, String remoteId, Path part)
      throws InterruptedException {
    Instant end = running.state().since().plus(running.offer().hardDeadline());
    String last = "nothing was said";
    while (clock.instant().isBefore(end)) {
      pause.sleep(pollInterval);
      switch (providers.poll(running, remoteId)) {
        case PollResult.Done(RemoteFile file) -> {
          switch (providers.fetch(running, remoteId, file, new GrowingFile(part))) {
            case FetchResult.Fetched _ -> {
              return Optional.of(file);
            }
            case FetchResult.RetryLater(Failure failure, var _) -> last = failure.detail();
            case FetchResult.LinkDead(Failure failure) -> last = failure.detail();
            case FetchResult.NotStored(String detail) -> {
              fail("file", "our disk did not take it: " + detail);
              return Optional.empty();
            }
            case FetchResult.Refused(Failure failure) -> {
              fail("file", "not to be fetched: " + failure.detail());
              return Optional.empty();
            }
          }
        }
        case PollResult.Failed(Failure failure, var charge) -> {
          fail(
              "file",
              "the relay says it failed: "
                  + failure.detail()
                  + (charge == null ? "" : "; booked " + charge));
          return Optional.empty();
        }
        case PollResult.Working(var percent, var _, var _) ->
            last = "working" + (percent == null ? "" : ", " + percent + " %");
        case PollResult.DoneWithoutFile _ -> last = "done, without a file";
        case PollResult.Missing(Failure failure) -> last = failure.detail();
        case PollResult.Unclear(String evidence, var _) -> last = evidence;
        case PollResult.AccountBlocked(Failure failure) -> last = failure.detail();
      }
    }
    fail("file", "not here after " + running.offer().hardDeadline() + "; at last: " + last);
    return Optional.empty();
  }

  private @Nullable Money laterCharge(Task running, String remoteId) throws InterruptedException {
    for (int i = 0; i < QUESTIONS_FOR_THE_COST && providers.tellsCost(row.provider()); i++) {
      pause.sleep(pollInterval);
      if (providers.poll(running, remoteId) instanceof PollResult.Done(RemoteFile file)
          && file.charge() != null) {
        return file.charge();
      }
    }
    return null;
  }

  private boolean fail(String what, String detail) {
    lines.accept(ProofLine.fail(what, detail));
    return false;
  }
}
