package io.github.reelay.provider.catalogue;

import io.github.reelay.provider.dialect.Dialect;
import io.github.reelay.task.GenerationMode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A model as one provider offers it: one row of models.yaml. What a model can do belongs to the
 * pair (provider, model), never to the model's name alone: relays disagree about {@code sora-2}
 * (docs/facts.md, "Relays: models are data").
 *
 * @param dialect if not the provider's: a relay may have several
 * @param fromText how it makes a video from words alone, and what is general about the row
 * @param fromImage how it makes one from a picture
 * @param fromFrames how it makes one from its first and last frame; null if it cannot
 * @param fromReferences how it makes one from pictures of what should be seen; null if it cannot
 * @param byRemix how it remixes by its own means
 * @param chargedOnFailure the provider keeps the money of a generation that fails, unless its
 *     answer says otherwise
 */
public record ModelRow(
    String provider,
    String model,
    String title,
    Availability availability,
    @Nullable Dialect dialect,
    Variant fromText,
    Variant fromImage,
    @Nullable Variant fromFrames,
    @Nullable Variant fromReferences,
    Variant byRemix,
    RemixMode remix,
    PriceTable price,
    boolean chargedOnFailure,
    Times times) {

  /**
   * @param enabled offered to people
   * @param unproven written from public pages, never tried against the relay
   * @param retiredOn the upstream maker switched it off then; relays may follow
   * @param replacement the model to use instead
   * @param source the page that the row was written from, and when
   */
  public record Availability(
      boolean enabled,
      boolean unproven,
      @Nullable LocalDate retiredOn,
      @Nullable String replacement,
      @Nullable String source) {
    public boolean isRetired(LocalDate today) {
      return retiredOn != null && !today.isBefore(retiredOn);
    }

    /** By the day that it is at UTC. */
    public boolean isRetired(Instant now) {
      return isRetired(LocalDate.ofInstant(now, ZoneOffset.UTC));
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

  public Variant variant(GenerationMode mode) {
    return switch (mode) {
      case TEXT -> fromText;
      case PICTURE, LAST_FRAME -> fromImage;
      case FRAMES -> Objects.requireNonNullElse(fromFrames, fromImage);
      case REFERENCES -> Objects.requireNonNullElse(fromReferences, fromImage);
      case REMIX -> byRemix;
    };
  }

  /** The modes it has beside text and its own remix. */
  public boolean supports(GenerationMode mode) {
    return switch (mode) {
      case TEXT, REMIX -> true;
      case PICTURE, LAST_FRAME -> fromImage.wire().imageRule() != null;
      case FRAMES -> fromFrames != null;
      case REFERENCES -> fromReferences != null;
    };
  }

  /** The same row, offered to people. */
  public ModelRow enabled() {
    return with(
        new Availability(
            true,
            availability.unproven,
            availability.retiredOn,
            availability.replacement,
            availability.source),
        price);
  }

  /** The same row with its prices in another currency. */
  public ModelRow withPrice(PriceTable other) {
    return with(availability, other);
  }

  private ModelRow with(Availability availability, PriceTable price) {
    return new ModelRow(
        provider,
        model,
        title,
        availability,
        dialect,
        fromText,
        fromImage,
        fromFrames,
        fromReferences,
        byRemix,
        remix,
        price,
        chargedOnFailure,
        times);
  }
}
