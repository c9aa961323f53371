package io.github.reelay.catalogue;

import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import java.util.List;

/**
 * One model in a menu: the union over the enabled providers that have it, so not every combination
 * is possible; {@link ModelCatalogue#check} knows.
 *
 * @param durations seconds, ascending
 * @param defaultSeconds the length when a person names none
 * @param image takes a reference image
 * @param remix a video made by it can be remixed
 * @param promptMax the longest prompt any of its providers takes, in UTF-16 units
 * @param price of the provider that is tried first
 */
public record ModelInfo(
    String model,
    String title,
    List<Integer> durations,
    int defaultSeconds,
    List<AspectRatio> aspects,
    List<Resolution> resolutions,
    boolean image,
    boolean remix,
    int promptMax,
    Price price) {
  public ModelInfo {
    durations = List.copyOf(durations);
    aspects = List.copyOf(aspects);
    resolutions = List.copyOf(resolutions);
  }
}
