package io.github.reelay.provider.catalogue;

import io.github.reelay.catalogue.Price;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The prices of a row by what is chosen.
 *
 * @param perSecond whether the amounts are for a second, not for a video
 * @param entries of those that apply, the one that says most counts
 */
public record PriceTable(boolean perSecond, List<Entry> entries) {
  public PriceTable {
    entries = List.copyOf(entries);
  }

  /**
   * An amount and what it is for.
   *
   * @param resolution null: any
   * @param seconds null: any length
   */
  public record Entry(@Nullable Resolution resolution, @Nullable Integer seconds, Money amount) {
    private boolean isFor(int length, Resolution wanted) {
      return (resolution == null || resolution.equals(wanted))
          && (seconds == null || seconds == length);
    }

    private int detail() {
      return (resolution == null ? 0 : 1) + (seconds == null ? 0 : 1);
    }
  }

  /** The price of a video; empty if the table has none for it. */
  public Optional<Money> find(int seconds, Resolution resolution) {
    return price(seconds, resolution).map(price -> price.forSeconds(seconds));
  }

  /** How such a video is priced; empty if the table has nothing for it. */
  public Optional<Price> price(int seconds, Resolution resolution) {
    return entries.stream()
        .filter(entry -> entry.isFor(seconds, resolution))
        .max(Comparator.comparingInt(Entry::detail))
        .map(entry ->
            perSecond ? new Price.PerSecond(entry.amount) : new Price.PerVideo(entry.amount));
  }

  /** The same prices in another currency, rounded up to a millionth of it. */
  public PriceTable times(BigDecimal rate) {
    return new PriceTable(
        perSecond,
        entries.stream()
            .map(entry -> new Entry(entry.resolution, entry.seconds, entry.amount.times(rate)))
            .toList());
  }
}
