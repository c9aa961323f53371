package io.github.reelay.provider.catalogue;

import io.github.reelay.catalogue.Price;
import io.github.reelay.provider.dialect.WireFormat;
import io.github.reelay.task.AspectRatio;
import io.github.reelay.task.Resolution;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A model as one provider offers it: one row of models.yaml. What a model can do belongs to the
 * pair (provider, model), never to the model's name alone: relays disagree about {@code sora-2}
 * (docs/facts.md, "Relays: models are data").
 *
 * @param chargedOnFailure the provider keeps the money of a generation that fails, unless its
 *     answer says otherwise
 */
public record ModelRow(
    String provider,
    String model,
    String title,
    Availability availability,
    Choices choices,
    RemixMode remix,
    Price price,
    boolean chargedOnFailure,
    Times times,
    WireFormat wire) {

  /**
   * @param enabled offered to people
   * @param unproven written from public pages, never tried against the relay
   * @param retiredOn the upstream maker switched it off then; relays may follow
   * @param replacement the model to use instead
   */
  public record Availability(
      boolean enabled,
      boolean unproven,
      @Nullable LocalDate retiredOn,
      @Nullable String replacement) {}

  /**
   * What can be chosen. The first aspect and resolution are the defaults.
   *
   * @param maxPromptLength in UTF-16 units
   */
  public record Choices(
      int maxPromptLength,
      List<Integer> durations,
      int defaultSeconds,
      List<AspectRatio> aspects,
      List<Resolution> resolutions) {
    public Choices {
      durations = List.copyOf(durations);
      aspects = List.copyOf(aspects);
      resolutions = List.copyOf(resolutions);
    }
  }

  /**
   * @param typical how long a task usually runs
   * @param softDeadline from here on a task is suspiciously late
   * @param hardDeadline from here on nothing is expected any more
   * @param linkTtl how long a result's link lives when the answer does not say
   */
  public record Times(
      Duration typical, Duration softDeadline, Duration hardDeadline, Duration linkTtl) {}
}
