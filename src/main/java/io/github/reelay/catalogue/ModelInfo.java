package io.github.reelay.catalogue;

import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.PictureUse;
import io.github.reelay.task.option.VideoOption;
import java.util.List;
import java.util.Map;

/**
 * A model as people see it: the union over the enabled providers that have it, so not every
 * combination is possible; {@link ModelCatalogue#check} knows.
 *
 * @param durations seconds, ascending
 * @param defaultSeconds the length when a person names none
 * @param retired switched off by its maker, so relays may refuse it
 * @param supportsImage takes a reference image
 * @param needsImage makes no video without one
 * @param supportsRemix a video made by it can be remixed
 * @param maxPromptLength the longest prompt any of its providers takes, in UTF-16 units
 * @param pictures how many it takes of each use; one frame is a picture to start from
 * @param options what it has beside length, shape and resolution
 * @param price of the provider that is tried first, for the values taken when none are named
 * @param pretend nobody pays that price: the provider is the sandbox
 */
public record ModelInfo(
    String model,
    String title,
    boolean retired,
    List<Integer> durations,
    int defaultSeconds,
    List<AspectRatio> aspects,
    List<Resolution> resolutions,
    boolean supportsImage,
    boolean needsImage,
    boolean supportsRemix,
    int maxPromptLength,
    Map<PictureUse, Integer> pictures,
    Map<VideoOption, OptionValues> options,
    Price price,
    boolean pretend) {
  public ModelInfo {
    durations = List.copyOf(durations);
    aspects = List.copyOf(aspects);
    resolutions = List.copyOf(resolutions);
    pictures = Map.copyOf(pictures);
    options = VideoOption.copy(options);
  }
}
