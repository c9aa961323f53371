package io.github.reelay.web.chat;

import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.Price;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A model as {@code /api/models} lists it.
 *
 * @param chosen whether it is the model when none is named
 */
record ModelEntry(
    String model,
    String title,
    boolean retired,
    List<Integer> durations,
    int defaultDuration,
    List<String> aspects,
    List<String> resolutions,
    boolean image,
    boolean imageNeeded,
    boolean remix,
    int promptMax,
    Cost price,
    boolean chosen) {

  /**
   * @param per {@code second} or {@code video}
   * @param currency as shown in front of the amount
   */
  record Cost(BigDecimal amount, String per, String currency) {}

  static ModelEntry of(ModelInfo modelInfo, Optional<String> defaultModel, String currency) {
    return new ModelEntry(
        modelInfo.model(),
        modelInfo.title(),
        modelInfo.retired(),
        modelInfo.durations(),
        modelInfo.defaultSeconds(),
        modelInfo.aspects().stream().map(AspectRatio::text).toList(),
        modelInfo.resolutions().stream().map(Resolution::text).toList(),
        modelInfo.supportsImage(),
        modelInfo.needsImage(),
        modelInfo.supportsRemix(),
        modelInfo.maxPromptLength(),
        switch (modelInfo.price()) {
          case Price.PerSecond(var amount) -> new Cost(amount.decimal(), "second", currency);
          case Price.PerVideo(var amount) -> new Cost(amount.decimal(), "video", currency);
        },
        defaultModel.filter(modelInfo.model()::equals).isPresent());
  }
}
