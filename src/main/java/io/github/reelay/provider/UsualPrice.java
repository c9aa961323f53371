package io.github.reelay.provider;

import io.github.reelay.catalogue.Price;
import io.github.reelay.provider.catalogue.ModelRow;
import io.github.reelay.provider.catalogue.PriceTable;
import io.github.reelay.task.Money;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What a row's video costs for those who name no values, by which rows are compared. */
final class UsualPrice {
  private UsualPrice() {}

  /** The usual length and the ends of the range tell of all between. */
  static boolean isDearer(ModelRow row, ModelRow than) {
    List<Integer> lengths = row.fromText().choices().durations();
    return of(row).isMoreThan(of(than))
        || Stream.of(Collections.min(lengths), Collections.max(lengths))
            .anyMatch(seconds -> of(row, seconds).isMoreThan(of(than, seconds)));
  }

  static Money of(ModelRow row) {
    return of(row, row.fromText().choices().defaultSeconds());
  }

  /** Where a price is for another length, as for the usual one. */
  private static Money of(ModelRow row, int seconds) {
    return price(row, seconds)
        .or(() -> price(row, row.fromText().choices().defaultSeconds()))
        .map(found -> found.forSeconds(seconds))
        .orElseThrow();
  }

  static Optional<Price> price(ModelRow row, int seconds) {
    return row.price().price(PriceTable.PricedVideo.usual(row, seconds));
  }
}
