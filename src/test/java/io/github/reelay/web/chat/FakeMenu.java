package io.github.reelay.web.chat;

import io.github.reelay.catalogue.ModelCatalogue;
import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.Price;
import io.github.reelay.catalogue.RequestCheck;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.Task;
import io.github.reelay.task.VideoRequest;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Two models; the first takes 4, 8 or 12 seconds and no picture over the second's head. */
final class FakeMenu implements ModelCatalogue {
  @Override
  public List<ModelInfo> models() {
    List<AspectRatio> shapes = List.of(AspectRatio.LANDSCAPE, AspectRatio.PORTRAIT);
    return List.of(
        new ModelInfo(
            "sora-2",
            "Sora 2",
            List.of(4, 8, 12),
            8,
            shapes,
            List.of(Resolution.P720),
            true,
            true,
            4000,
            new Price.PerSecond(Money.of("0.10"))),
        new ModelInfo(
            "sora-2-pro",
            "Sora 2 Pro",
            List.of(4, 8, 12, 25),
            8,
            shapes,
            List.of(Resolution.P720, Resolution.P1080),
            true,
            true,
            4000,
            new Price.PerVideo(Money.of("3.50"))));
  }

  @Override
  public Optional<String> defaultModel() {
    return Optional.of("sora-2");
  }

  @Override
  public RequestCheck check(VideoRequest request, @Nullable Task source) {
    Optional<ModelInfo> model =
        model(request.model() == null ? "sora-2" : String.valueOf(request.model()));
    if (request.prompt().isBlank()) {
      return new RequestCheck.PromptEmpty();
    }
    if (model.isEmpty()) {
      return new RequestCheck.UnknownModel(
          String.valueOf(request.model()), List.of("sora-2", "sora-2-pro"));
    }
    if (request.seconds() != null && !model.get().durations().contains(request.seconds())) {
      return new RequestCheck.UnsupportedDuration(
          request.seconds().toString(), model.get().durations());
    }
    return new RequestCheck.NoProviderAvailable();
  }
}
