package io.github.reelay.testing;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.Price;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two models: one with two lengths, one with three, no pictures and no remix. */
public final class FixedCatalogue implements ModelCatalogue {
  private static final Price TEN_CENTS = new Price.PerSecond(Money.of("0.10"));
  public boolean outOfOrder;

  @Override
  public List<ModelInfo> models() {
    return List.of(
        new ModelInfo(
            "sora-2",
            "Sora 2",
            List.of(10, 15),
            10,
            List.of(AspectRatio.LANDSCAPE, AspectRatio.PORTRAIT),
            List.of(),
            true,
            true,
            500,
            TEN_CENTS),
        new ModelInfo(
            "tiny",
            "Tiny",
            List.of(4, 8, 12),
            4,
            List.of(AspectRatio.LANDSCAPE),
            List.of(Resolution.P720, Resolution.P1024),
            false,
            false,
            500,
            new Price.PerVideo(Money.of("0.25"))));
  }

  @Override
  public Optional<String> defaultModel() {
    return Optional.of("sora-2");
  }

  @Override
  public RequestCheck check(VideoRequest request, @Nullable Task source) {
    String name = Objects.requireNonNullElse(request.model(), "sora-2");
    ModelInfo model = model(name).orElse(null);
    if (model == null) {
      return new RequestCheck.UnknownModel(name, List.of("sora-2", "tiny"));
    }
    if (request.prompt().length() > model.maxPromptLength()) {
      return new RequestCheck.PromptTooLong(request.prompt().length(), 500);
    }
    if (request.seconds() != null && !model.durations().contains(request.seconds())) {
      return new RequestCheck.UnsupportedDuration(request.seconds().toString(), model.durations());
    }
    if (request.aspect() != null && !model.aspects().contains(request.aspect())) {
      return new RequestCheck.UnsupportedAspect(request.aspect().text(), model.aspects());
    }
    if (request.resolution() != null && !model.resolutions().contains(request.resolution())) {
      return new RequestCheck.UnsupportedResolution(
          request.resolution().text(), model.resolutions());
    }
    if (request.picture() != null && !model.supportsImage()) {
      return new RequestCheck.NoPictures(name, List.of("sora-2"));
    }
    return outOfOrder
        ? new RequestCheck.NoProviderAvailable()
        : new RequestCheck.Valid(List.of(offer(model, request)));
  }

  private static Offer offer(ModelInfo model, VideoRequest request) {
    int seconds = Objects.requireNonNullElse(request.seconds(), model.defaultSeconds());
    Resolution first = model.resolutions().isEmpty() ? null : model.resolutions().getFirst();
    return new Offer(
        "sandbox",
        model.model(),
        request.source() != null
            ? GenerationMode.REMIX
            : request.picture() != null ? GenerationMode.PICTURE : GenerationMode.TEXT,
        seconds,
        request.source() != null
            ? null
            : Objects.requireNonNullElse(request.aspect(), AspectRatio.LANDSCAPE),
        request.resolution() == null ? first : request.resolution(),
        model.price().forSeconds(seconds),
        Duration.ofMinutes(2),
        Duration.ofHours(1));
  }
}
