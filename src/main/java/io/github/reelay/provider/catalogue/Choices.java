package io.github.reelay.provider.catalogue;

import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What can be chosen of a model. The first aspect and resolution are the defaults.
 *
 * @param maxPromptLength in UTF-16 units
 * @param aspects empty: the model has no shapes to choose from
 * @param limits which of the values do not go together
 * @param options what it has beside these
 */
public record Choices(
    int maxPromptLength,
    List<Integer> durations,
    int defaultSeconds,
    List<AspectRatio> aspects,
    List<Resolution> resolutions,
    List<Limit> limits,
    Map<VideoOption, OptionValues> options) {
  public Choices {
    durations = List.copyOf(durations);
    aspects = List.copyOf(aspects);
    resolutions = List.copyOf(resolutions);
    limits = List.copyOf(limits);
    options = VideoOption.copy(options);
  }

  /**
   * Values of some of the choices.
   *
   * @param durations and the others: empty stands for any
   */
  public record Selection(
      List<Integer> durations, List<AspectRatio> aspects, List<Resolution> resolutions) {
    public Selection {
      durations = List.copyOf(durations);
      aspects = List.copyOf(aspects);
      resolutions = List.copyOf(resolutions);
    }

    private boolean has(int seconds, @Nullable AspectRatio aspect, Resolution resolution) {
      return (durations.isEmpty() || durations.contains(seconds))
          && (aspects.isEmpty() || (aspect != null && aspects.contains(aspect)))
          && (resolutions.isEmpty() || resolutions.contains(resolution));
    }
  }

  /** A limit that depends on another choice, such as: 1080p only with 6 s. */
  public record Limit(Selection when, Selection only) {}

  /**
   * Whether values of its lists go together.
   *
   * @param aspect null where none is chosen
   */
  public boolean permits(int seconds, @Nullable AspectRatio aspect, Resolution resolution) {
    return limits.stream()
        .allMatch(limit ->
            !limit.when.has(seconds, aspect, resolution)
                || limit.only.has(seconds, aspect, resolution));
  }

  /** The same with other lengths and resolutions, as a source video leaves them. */
  public Choices with(List<Integer> otherDurations, List<Resolution> otherResolutions) {
    return new Choices(
        maxPromptLength,
        otherDurations,
        otherDurations.contains(defaultSeconds) ? defaultSeconds : otherDurations.getFirst(),
        aspects,
        otherResolutions,
        limits,
        options);
  }

  /** The same with other shapes. */
  public Choices with(List<AspectRatio> otherAspects) {
    return new Choices(
        maxPromptLength, durations, defaultSeconds, otherAspects, resolutions, limits, options);
  }

  /** The same with pictures for a use. */
  Choices with(PictureUse use) {
    Map<VideoOption, OptionValues> all = new HashMap<>(options);
    all.put(VideoOption.PICTURES, PictureUse.values(use));
    return new Choices(
        maxPromptLength, durations, defaultSeconds, aspects, resolutions, limits, all);
  }

  /** The usual value of an option; null if it has none or the model has not the option. */
  public @Nullable String usual(VideoOption option) {
    OptionValues values = options.get(option);
    return values == null ? null : values.usual();
  }
}
