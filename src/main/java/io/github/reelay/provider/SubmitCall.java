package io.github.reelay.provider;

import io.github.reelay.provider.callback.CallbackLinks;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.comfyui.ComfyUi;
import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.provider.dialect.GenerationRequest;
import io.github.reelay.provider.dialect.HttpPost;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.KeyedPost;
import io.github.reelay.task.Offer;
import io.github.reelay.task.ReferenceImage;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.option.VideoOption;
import io.github.reelay.tracking.port.Alert;
import io.github.reelay.tracking.port.MediaConverter;
import io.github.reelay.tracking.port.SubmitResult;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The submit of a task: writes its request, posts it once, and draws the consequences for the
 * provider.
 */
record SubmitCall(
    ModelRouter router,
    KeyedPostCall keyedPost,
    ImageTransfer imageHandover,
    MediaConverter converter,
    RetiredModels retiredModels,
    CallbackLinks callbacks) {
  private static final Logger log = LoggerFactory.getLogger(SubmitCall.class);

  /** Where a provider cannot be reached and no other can do the task, it is asked again. */
  private static final Duration UNREACHABLE_RETRY_DELAY = Duration.ofSeconds(10);

  SubmitResult submit(
      ProviderClient provider,
      ModelRow row,
      Task task,
      @Nullable Task source,
      Consumer<KeyedPost> beforePost) {
    return submit(
        provider,
        row,
        task,
        source,
        () ->
            switch (prepare(provider, row, task, source)) {
              case PreparedPost.Ready(HttpPost post) -> post(provider, row, task, post, beforePost);
              case PreparedPost.Rejected(SubmitResult rejection) -> {
                provider.health().releasePermission();
                yield rejection;
              }
            });
  }

  /** The same for a GPU of one's own. */
  SubmitResult submit(
      ComfyUi gpu,
      ProviderClient provider,
      ModelRow row,
      Task task,
      @Nullable Task source,
      Consumer<KeyedPost> beforePost) {
    return submit(
        provider,
        row,
        task,
        source,
        () -> {
          ReferenceImage frame =
              task.offer().means() == GenerationMode.LAST_FRAME ? lastFrame(source) : null;
          return recorded(provider, gpu.submit(row, task, frame, beforePost));
        });
  }

  private SubmitResult submit(
      ProviderClient provider,
      ModelRow row,
      Task task,
      @Nullable Task source,
      Supplier<SubmitResult> call) {
    if (!provider.health().tryAcquirePermission()) {
      return new SubmitResult.NotAccepted(
          Failure.of(FailureKind.PROVIDER_UNREACHABLE, provider.name() + " is paused"), true);
    }
    SubmitResult finalResult = applyConsequences(provider, row, task, source, call.get());
    log(provider, task, finalResult);
    return finalResult;
  }

  /** What is to be posted, or why nothing is. */
  private sealed interface PreparedPost {
    record Ready(HttpPost post) implements PreparedPost {}

    record Rejected(SubmitResult result) implements PreparedPost {}
  }

  private PreparedPost prepare(
      ProviderClient provider, ModelRow row, Task task, @Nullable Task source) {
    Offer offer = task.offer();
    Dialect dialect = provider.dialect(row);
    GenerationRequest request =
        new GenerationRequest(
            row.variant(offer.means()).wire(),
            task.request().prompt(),
            offer.seconds(),
            offer.aspect(),
            offer.resolution(),
            List.of(),
            options(task, source),
            null,
            KeyedPostCall.identity(task),
            callbacks.address(task, provider.account().baseUrl()));
    return switch (offer.means()) {
      case TEXT -> new PreparedPost.Ready(dialect.generate(request));
      case REMIX -> remix(provider, dialect, request, source);
      case PICTURE, FRAMES, REFERENCES ->
          row.supports(offer.means())
              ? withImages(provider, dialect, request, task.request().pictures())
              : rejected(FailureKind.INVALID_REQUEST, "the row takes such pictures no more");
      case LAST_FRAME ->
          withImages(
              provider, dialect, request, Optional.ofNullable(lastFrame(source)).stream().toList());
    };
  }

  /** The chosen ones, with the texts, which stand in the request; a remix keeps its source's. */
  private static Map<VideoOption, String> options(Task task, @Nullable Task source) {
    Map<VideoOption, String> all = new EnumMap<>(VideoOption.class);
    if (source != null) {
      all.putAll(source.request().options());
    }
    all.putAll(task.request().options());
    all.keySet().removeIf(option -> option.type() != VideoOption.Type.TEXT);
    all.putAll(task.offer().options());
    return all;
  }

  private static PreparedPost remix(
      ProviderClient provider, Dialect dialect, GenerationRequest request, @Nullable Task source) {
    String remoteId = source == null ? null : source.remoteId();
    return Optional.ofNullable(remoteId)
        .flatMap(id ->
            request.wire().namesSource()
                ? Optional.of(dialect.generate(request.withSource(id)))
                : dialect.remix(request, id))
        .<PreparedPost>map(PreparedPost.Ready::new)
        .orElseGet(() ->
            rejected(
                FailureKind.INVALID_REQUEST,
                "the source has no id at " + provider.name() + ", or that has no remix"));
  }

  private PreparedPost withImages(
      ProviderClient provider,
      Dialect dialect,
      GenerationRequest request,
      List<ReferenceImage> images) {
    if (images.isEmpty() || request.wire().imageRule() == null) {
      return rejected(FailureKind.PICTURE_UNUSABLE, "no picture to start from");
    }
    List<GenerationRequest.ImageInput> inputs = new ArrayList<>();
    for (ReferenceImage image : images) {
      switch (imageHandover.handOver(provider, image, images.getFirst(), request)) {
        case ImageTransfer.Result.Ready(GenerationRequest.ImageInput input) -> inputs.add(input);
        case ImageTransfer.Result.Failed(SubmitResult result) -> {
          return new PreparedPost.Rejected(result);
        }
      }
    }
    return new PreparedPost.Ready(dialect.generate(request.withImages(inputs)));
  }

  private @Nullable ReferenceImage lastFrame(@Nullable Task source) {
    if (source == null || !(source.state() instanceof TaskState.WithFile kept)) {
      return null;
    }
    try {
      return converter.lastFrame(kept.video());
    } catch (IOException gone) {
      log.atWarn()
          .addKeyValue("task", source.id())
          .setCause(gone)
          .log("The source video's last frame cannot be had; the remix is refused");
      return null;
    }
  }

  /** The same order once more. A failure of it says nothing that the first did not say already. */
  SubmitResult repeat(ProviderClient provider, Dialect dialect, Task task, KeyedPost post) {
    SubmitResult result = keyedPost.repeat(provider, dialect, task, post);
    if (result instanceof SubmitResult.Accepted) {
      provider.health().recordSuccess();
      provider.health().recordPaid();
    }
    return result instanceof SubmitResult.Indeterminate(String evidence)
        ? new SubmitResult.Indeterminate(provider.redact(evidence))
        : result;
  }

  private SubmitResult post(
      ProviderClient provider,
      ModelRow row,
      Task task,
      HttpPost post,
      Consumer<KeyedPost> beforePost) {
    String wireModel = row.variant(task.offer().means()).wire().model();
    return recorded(
        provider,
        keyedPost.send(provider, provider.dialect(row), wireModel, task, post, beforePost));
  }

  /** Whether it could be reached is noted. */
  private static SubmitResult recorded(ProviderClient provider, SubmitResult result) {
    if (result instanceof SubmitResult.Unknown(String evidence)) {
      provider.health().recordFailure(evidence);
    } else if (result instanceof SubmitResult.NotAccepted(Failure failure, var _)
        && failure.kind() == FailureKind.PROVIDER_UNREACHABLE) {
      provider.health().recordFailure(failure.detail());
    } else {
      provider.health().recordSuccess();
    }
    return result;
  }

  /** Pauses an account that cannot pay or is refused, and keeps a lone provider in play. */
  private SubmitResult applyConsequences(
      ProviderClient provider,
      ModelRow row,
      Task task,
      @Nullable Task source,
      SubmitResult result) {
    switch (result) {
      case SubmitResult.Accepted _ -> {
        provider.health().recordPaid();
        return result;
      }
      case SubmitResult.Unknown(String evidence) -> {
        return new SubmitResult.Unknown(provider.redact(evidence));
      }
      case SubmitResult.Indeterminate(String evidence) -> {
        return new SubmitResult.Indeterminate(provider.redact(evidence));
      }
      case SubmitResult.Refused(Failure failure) -> {
        task.request().pictures().forEach(image -> imageHandover.evictUploads(provider, image));
        return new SubmitResult.Refused(redacted(provider, failure));
      }
      case SubmitResult.NotAccepted(Failure failure, boolean elsewhere) -> {
        return notAccepted(provider, row, task, source, redacted(provider, failure), elsewhere);
      }
    }
  }

  private SubmitResult notAccepted(
      ProviderClient provider,
      ModelRow row,
      Task task,
      @Nullable Task source,
      Failure failure,
      boolean elsewhere) {
    FailureKind kind = failure.kind();
    if (kind == FailureKind.PROVIDER_AUTH) {
      provider.health().pause(Alert.Kind.PROVIDER_AUTH, failure.detail());
    } else if (kind == FailureKind.PROVIDER_BALANCE) {
      provider.health().pause(Alert.Kind.PROVIDER_BALANCE, failure.detail());
    } else if (kind == FailureKind.MODEL_RETIRED || kind == FailureKind.MODEL_UNAVAILABLE) {
      retiredModels.add(row, failure.detail());
      return new SubmitResult.NotAccepted(
          failure.withInstead(router.replacement(row).orElse(null)), elsewhere);
    } else if (kind == FailureKind.PROVIDER_UNREACHABLE
        && !router.hasAlternative(provider.name(), task, source)) {
      return new SubmitResult.NotAccepted(
          new Failure(kind, failure.detail(), UNREACHABLE_RETRY_DELAY), false);
    }
    return new SubmitResult.NotAccepted(failure, elsewhere);
  }

  /** A relay may quote our key. */
  private static Failure redacted(ProviderClient provider, Failure failure) {
    String sentence = failure.sentence();
    return new Failure(
        failure.kind(),
        provider.redact(failure.detail()),
        failure.retryAfter(),
        failure.instead(),
        sentence == null ? null : provider.redact(sentence));
  }

  private static PreparedPost rejected(FailureKind kind, String reason) {
    return new PreparedPost.Rejected(new SubmitResult.Refused(Failure.of(kind, reason)));
  }

  private static void log(ProviderClient provider, Task task, SubmitResult result) {
    var line =
        (result instanceof SubmitResult.Accepted ? log.atDebug() : log.atWarn())
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
                  provider.redact(failure.detail()));
      case SubmitResult.Refused(Failure failure) ->
          line.addKeyValue("why", failure.kind())
              .log(
                  "Refused, so not charged; nobody else is asked ({})",
                  provider.redact(failure.detail()));
      case SubmitResult.Unknown(String evidence) ->
          line.log("The answer was lost; it may have been charged ({})", evidence);
      case SubmitResult.Indeterminate(String evidence) ->
          line.log("It may have been charged, and the provider cannot tell ({})", evidence);
    }
  }
}
