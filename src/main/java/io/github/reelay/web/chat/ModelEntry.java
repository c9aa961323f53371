package io.github.reelay.web.chat;

import io.github.reelay.catalogue.ModelInfo;
import io.github.reelay.catalogue.Price;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.EnumNames;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.VideoOption;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A model as {@code /api/models} lists it.
 *
 * @param autoDuration the model can decide the length
 * @param imagesMost how many pictures it takes, whatever their use
 * @param chosen whether it is the model when none is named
 */
record ModelEntry(
    String model,
    String title,
    boolean retired,
    List<Integer> durations,
    int defaultDuration,
    boolean autoDuration,
    List<String> aspects,
    List<String> resolutions,
    boolean image,
    boolean imageNeeded,
    int imagesMost,
    boolean remix,
    int promptMax,
    List<Option> options,
    Cost price,
    boolean chosen) {

  /**
   * An option that this model has.
   *
   * @param type {@code switch}, {@code number}, {@code text} or {@code word}
   * @param values to choose from, empty for texts and numbers
   * @param usual the value when none is named, if there is one
   * @param min and {@code max}: of a number
   * @param maxLength of a text, in UTF-16 units
   */
  record Option(
      String name,
      String type,
      List<String> values,
      @Nullable String usual,
      @Nullable Long min,
      @Nullable Long max,
      @Nullable Integer maxLength) {
    private static Option of(VideoOption option, OptionValues values) {
      OptionValues.Numbers numbers = values instanceof OptionValues.Numbers n ? n : null;
      return new Option(
          option.word(),
          EnumNames.kebabCase(option.type()),
          values.listed(),
          values.usual(),
          numbers == null ? null : numbers.least(),
          numbers == null ? null : numbers.most(),
          values instanceof OptionValues.Text(int maxLength) ? maxLength : null);
    }
  }

  /**
   * @param per {@code second} or {@code video}
   * @param currency as shown in front of the amount
   * @param pretend nobody pays it
   */
  record Cost(BigDecimal amount, String per, String currency, boolean pretend) {}

  static ModelEntry of(ModelInfo modelInfo, Optional<String> defaultModel, String currency) {
    return new ModelEntry(
        modelInfo.model(),
        modelInfo.title(),
        modelInfo.retired(),
        modelInfo.durations(),
        modelInfo.defaultSeconds(),
        modelInfo.options().containsKey(VideoOption.AUTO_LENGTH),
        modelInfo.aspects().stream().map(AspectRatio::text).toList(),
        modelInfo.resolutions().stream().map(Resolution::text).toList(),
        modelInfo.supportsImage(),
        modelInfo.needsImage(),
        modelInfo.pictures().values().stream()
            .mapToInt(most -> Math.min(most, PostedMessage.MAX_IMAGES))
            .max()
            .orElse(modelInfo.supportsImage() ? 1 : 0),
        modelInfo.supportsRemix(),
        modelInfo.maxPromptLength(),
        modelInfo.options().entrySet().stream()
            .filter(option -> option.getKey() != VideoOption.AUTO_LENGTH)
            .map(option -> Option.of(option.getKey(), option.getValue()))
            .toList(),
        switch (modelInfo.price()) {
          case Price.PerSecond(var amount) ->
              new Cost(amount.decimal(), "second", currency, modelInfo.pretend());
          case Price.PerVideo(var amount) ->
              new Cost(amount.decimal(), "video", currency, modelInfo.pretend());
        },
        defaultModel.filter(modelInfo.model()::equals).isPresent());
  }
}
