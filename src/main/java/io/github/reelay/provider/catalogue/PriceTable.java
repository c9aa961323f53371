package io.github.reelay.provider.catalogue;

import io.github.reelay.catalogue.Price;
import io.github.reelay.task.GenerationMode;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.VideoOption;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a row by what is chosen.
 *
 * @param perSecond whether the amounts are for a second, not for a video
 * @param entries of those that apply, the one that says most counts
 * @param pictureFee what many pictures cost beside; null: nothing
 */
public record PriceTable(boolean perSecond, List<Entry> entries, @Nullable PictureFee pictureFee) {
  public PriceTable {
    entries = List.copyOf(entries);
  }

  /**
   * A fee for each picture after the first ones.
   *
   * @param above how many are free
   */
  public record PictureFee(int above, Money each) {
    private Money of(int pictures) {
      return each.times(Math.max(0, pictures - above));
    }
  }

  /**
   * An amount and what it is for.
   *
   * @param resolution null: any; likewise the others
   * @param sound {@code on} or {@code off}
   * @param picture whether it starts from one
   */
  public record Entry(
      @Nullable Resolution resolution,
      @Nullable Integer seconds,
      @Nullable String sound,
      @Nullable Boolean picture,
      Money amount) {
    private boolean isFor(PricedVideo video) {
      return (resolution == null || resolution.equals(video.resolution))
          && (seconds == null || seconds == video.seconds)
          && (sound == null || sound.equals(video.sound))
          && (picture == null || picture == video.picture);
    }

    private int detail() {
      return (int) Stream.of(resolution, seconds, sound, picture).filter(Objects::nonNull).count();
    }

    private Entry times(BigDecimal rate) {
      return new Entry(resolution, seconds, sound, picture, amount.times(rate));
    }
  }

  /**
   * What of a video its price can depend on.
   *
   * @param sound {@code on} or {@code off}; null where the model leaves no choice
   */
  public record PricedVideo(
      int seconds, Resolution resolution, @Nullable String sound, boolean picture) {
    /** The usual one of a row for those who name nothing but a length. */
    public static PricedVideo usual(ModelRow row, int seconds) {
      Choices choices = row.fromText().choices();
      return new PricedVideo(
          seconds, choices.resolutions().getFirst(), choices.usual(VideoOption.SOUND), false);
    }

    public PricedVideo withResolution(Resolution other) {
      return new PricedVideo(seconds, other, sound, picture);
    }

    /** All that can be chosen in a mode. */
    static Stream<PricedVideo> all(Choices choices, GenerationMode mode) {
      OptionValues sound = choices.options().get(VideoOption.SOUND);
      List<Optional<String>> sounds =
          sound == null
              ? List.of(Optional.empty())
              : sound.listed().stream().map(Optional::of).toList();
      return choices.durations().stream()
          .flatMap(seconds ->
              choices.resolutions().stream()
                  .filter(resolution -> choices.permits(seconds, null, resolution))
                  .flatMap(resolution ->
                      sounds.stream()
                          .map(one ->
                              new PricedVideo(
                                  seconds, resolution, one.orElse(null), mode.usesPicture()))));
    }

    @Override
    public String toString() {
      return seconds
          + " s "
          + resolution
          + (sound == null ? "" : ", sound " + sound)
          + (picture ? ", with a picture" : "");
    }
  }

  /** The price of a video; empty if the table has none for it. */
  public Optional<Money> find(PricedVideo video) {
    return price(video).map(price -> price.forSeconds(video.seconds));
  }

  /** The same with so many pictures. */
  public Optional<Money> find(PricedVideo video, int pictures) {
    return find(video)
        .map(price -> pictureFee == null ? price : price.plus(pictureFee.of(pictures)));
  }

  /** How such a video is priced; empty if the table has nothing for it. */
  public Optional<Price> price(PricedVideo video) {
    return entries.stream()
        .filter(entry -> entry.isFor(video))
        .max(Comparator.comparingInt(Entry::detail))
        .map(entry ->
            perSecond ? new Price.PerSecond(entry.amount) : new Price.PerVideo(entry.amount));
  }

  /** The same prices in another currency, rounded up to a millionth of it. */
  public PriceTable times(BigDecimal rate) {
    return new PriceTable(
        perSecond,
        entries.stream().map(entry -> entry.times(rate)).toList(),
        pictureFee == null ? null : new PictureFee(pictureFee.above, pictureFee.each.times(rate)));
  }
}
