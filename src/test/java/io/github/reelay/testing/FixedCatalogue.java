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
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A catalogue of a few models, of which the first is the default. Two unless a test says which:
 * "sora-2" with two lengths, "tiny" with three, without pictures and remixes.
 */
public final class FixedCatalogue implements ModelCatalogue {
  private static final List<ModelInfo> TWO_MODELS =
      List.of(
          new ModelInfo(
              "sora-2",
              "Sora 2",
              false,
              List.of(10, 15),
              10,
              List.of(AspectRatio.LANDSCAPE, AspectRatio.PORTRAIT),
              List.of(),
              true,
              false,
              true,
              500,
              Map.of(),
              Map.of(),
              new Price.PerSecond(Money.of("0.10")),
              false),
          new ModelInfo(
              "tiny",
              "Tiny",
              false,
              List.of(4, 8, 12),
              4,
              List.of(AspectRatio.LANDSCAPE),
              List.of(Resolution.P720, Resolution.P1024),
              false,
              false,
              false,
              500,
              Map.of(),
              Map.of(),
              new Price.PerVideo(Money.of("0.25")),
              false));

  /** What each picture after the second costs. */
  private static final Money PICTURE_FEE = Money.of("0.03");

  /** One with every option, which costs twice as much with sound. */
  public static final ModelInfo LOUD =
      new ModelInfo(
          "loud",
          "Loud",
          false,
          List.of(5, 10),
          5,
          List.of(AspectRatio.LANDSCAPE),
          List.of(),
          true,
          false,
          true,
          500,
          Map.of(PictureUse.FRAMES, 2, PictureUse.REFERENCES, 3),
          Map.of(
              VideoOption.SOUND,
              new OptionValues.Listed(List.of(VideoOption.ON, VideoOption.OFF), VideoOption.OFF),
              VideoOption.SEED,
              new OptionValues.Numbers(0, 99),
              VideoOption.NEGATIVE_PROMPT,
              new OptionValues.Text(20),
              VideoOption.STYLE,
              new OptionValues.Listed(List.of("anime", "film"), null),
              VideoOption.AUTO_LENGTH,
              new OptionValues.Listed(List.of(VideoOption.ON), null),
              VideoOption.PICTURES,
              PictureUse.values(PictureUse.FRAMES, PictureUse.REFERENCES)),
          new Price.PerSecond(Money.of("0.10")),
          false);

  /** The model of the built-in relay, which nobody pays. */
  public static final ModelInfo PRETEND =
      new ModelInfo(
          "sandbox",
          "Sandbox",
          false,
          List.of(4, 8, 12),
          4,
          List.of(AspectRatio.LANDSCAPE, AspectRatio.PORTRAIT),
          List.of(Resolution.P720),
          true,
          false,
          true,
          500,
          Map.of(),
          Map.of(),
          new Price.PerSecond(Money.of("0.10")),
          true);

  /** How a video is made from another one. */
  public GenerationMode ofSource = GenerationMode.REMIX;

  /** While true, no provider is available. */
  public boolean outOfOrder;

  private final List<ModelInfo> models;

  public FixedCatalogue() {
    this(TWO_MODELS);
  }

  public FixedCatalogue(List<ModelInfo> models) {
    this.models = List.copyOf(models);
  }

  @Override
  public List<ModelInfo> models() {
    return models;
  }

  @Override
  public Optional<String> defaultModel() {
    return Optional.of(models.getFirst().model());
  }

  @Override
  public RequestCheck check(VideoRequest request, @Nullable Task source) {
    if (request.prompt().isBlank()) {
      return new RequestCheck.PromptEmpty();
    }
    String name = Objects.requireNonNullElse(request.model(), models.getFirst().model());
    ModelInfo model = model(name).orElse(null);
    if (model == null) {
      return new RequestCheck.UnknownModel(name, models.stream().map(ModelInfo::model).toList());
    }
    if (request.prompt().length() > model.maxPromptLength()) {
      return new RequestCheck.PromptTooLong(request.prompt().length(), model.maxPromptLength());
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
    for (Map.Entry<VideoOption, String> asked : request.options().entrySet()) {
      OptionValues values = model.options().get(asked.getKey());
      if (values == null) {
        return new RequestCheck.UnsupportedOption(
            asked.getKey(), List.copyOf(model.options().keySet()));
      }
      if (!values.has(asked.getValue())) {
        return new RequestCheck.UnsupportedOptionValue(asked.getKey(), asked.getValue(), values);
      }
    }
    if (request.picture() != null && !model.supportsImage()) {
      return new RequestCheck.NoPictures(
          name, models.stream().filter(ModelInfo::supportsImage).map(ModelInfo::model).toList());
    }
    int pictures = request.pictures().size();
    if (pictures > 1) {
      PictureUse use =
          request.mode() == GenerationMode.REFERENCES ? PictureUse.REFERENCES : PictureUse.FRAMES;
      int most = model.pictures().getOrDefault(use, 0);
      if (pictures > most) {
        return new RequestCheck.UnsupportedPictures(
            use,
            name,
            most,
            models.stream()
                .filter(other -> other.pictures().getOrDefault(use, 0) > most)
                .map(ModelInfo::model)
                .toList());
      }
    }
    return outOfOrder
        ? new RequestCheck.NoProviderAvailable()
        : new RequestCheck.Valid(List.of(offer(model, request)));
  }

  private Offer offer(ModelInfo model, VideoRequest request) {
    int seconds =
        request.options().containsKey(VideoOption.AUTO_LENGTH)
            ? model.durations().getLast()
            : Objects.requireNonNullElse(request.seconds(), model.defaultSeconds());
    Resolution first = model.resolutions().isEmpty() ? null : model.resolutions().getFirst();
    Map<VideoOption, String> options = new HashMap<>();
    model
        .options()
        .forEach((option, values) -> {
          String value = request.options().getOrDefault(option, values.usual());
          if (value != null && option.type() != VideoOption.Type.TEXT) {
            options.put(option, value);
          }
        });
    if (request.pictures().size() > 1) {
      options.put(
          VideoOption.PICTURES,
          (request.mode() == GenerationMode.REFERENCES ? PictureUse.REFERENCES : PictureUse.FRAMES)
              .word());
    }
    boolean loud = VideoOption.ON.equals(options.get(VideoOption.SOUND));
    return new Offer(
        model.pretend() ? Offer.SANDBOX : "apimart",
        model.model(),
        request.source() != null ? ofSource : request.mode(),
        seconds,
        request.source() != null
            ? null
            : Objects.requireNonNullElse(request.aspect(), AspectRatio.LANDSCAPE),
        request.resolution() == null ? first : request.resolution(),
        model
            .price()
            .forSeconds(loud ? 2 * seconds : seconds)
            .plus(PICTURE_FEE.times(Math.max(0, request.pictures().size() - 2))),
        Duration.ofMinutes(2),
        Duration.ofHours(1),
        false,
        false,
        options);
  }
}
