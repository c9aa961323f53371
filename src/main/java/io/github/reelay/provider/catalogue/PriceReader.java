package io.github.reelay.provider.catalogue;

import io.github.reelay.config.YamlSection;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reader of a row's prices: an amount, or amounts by resolution ({@code 720p}) and length in
 * seconds ({@code 6}), one within the other in any order. A row that is not offered needs none.
 */
record PriceReader(YamlSection row) {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,3}");

  PriceTable read() {
    boolean perSecond = row.has("price-per-second");
    boolean perVideo = row.has("price");
    List<PriceTable.Entry> entries = new ArrayList<>();
    if (!perSecond && !perVideo && !row.flag("enabled", true)) {
      return new PriceTable(false, List.of());
    }
    if (perSecond == perVideo) {
      row.reject("price", "needed: either price-per-second or price, not both");
    } else {
      read(row, perSecond ? "price-per-second" : "price", null, null, entries);
    }
    return new PriceTable(perSecond, entries);
  }

  private static void read(
      YamlSection at,
      String key,
      @Nullable Resolution resolution,
      @Nullable Integer seconds,
      List<PriceTable.Entry> entries) {
    if (!at.isSection(key)) {
      Optional<Money> amount = at.optional(key, "an amount such as 0.10", Money::rounded);
      if (amount.isPresent() && amount.get().micros() < 0) {
        at.reject(key, "cannot be less than nothing");
      }
      amount.ifPresent(money -> entries.add(new PriceTable.Entry(resolution, seconds, money)));
      return;
    }
    YamlSection below = at.section(key);
    for (String name : below.keys()) {
      Optional<Resolution> named = Resolution.parse(name);
      if (SECONDS.matcher(name).matches() && seconds == null) {
        read(below, name, resolution, Integer.valueOf(name), entries);
      } else if (named.isPresent() && resolution == null) {
        read(below, name, named.get(), seconds, entries);
      } else {
        below.reject(name, "allowed: a resolution such as 720p, or a length such as 6");
      }
    }
  }
}
