package io.github.reelay.provider.catalogue;

import io.github.reelay.config.YamlSection;
import io.github.reelay.task.Money;
import io.github.reelay.task.Resolution;
import io.github.reelay.task.option.VideoOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The reader of a row's prices: an amount, or amounts by resolution ({@code 720p}), length in
 * seconds ({@code 6}), sound ({@code sound}, {@code silent}) and picture ({@code picture}, {@code
 * text}), one within the other in any order. A row that is not offered needs none.
 */
record PriceReader(YamlSection row) {
  private static final Pattern SECONDS = Pattern.compile("\\d{1,3}");

  private static final Map<String, String> SOUNDS =
      Map.of("sound", VideoOption.ON, "silent", VideoOption.OFF);
  private static final Map<String, Boolean> PICTURES = Map.of("picture", true, "text", false);

  private static final PriceTable.Entry ANY =
      new PriceTable.Entry(null, null, null, null, Money.ZERO);

  PriceTable read() {
    boolean perSecond = row.has("price-per-second");
    boolean perVideo = row.has("price");
    List<PriceTable.Entry> entries = new ArrayList<>();
    if (!perSecond && !perVideo && !row.flag("enabled", true)) {
      return new PriceTable(false, List.of(), pictureFee());
    }
    if (perSecond == perVideo) {
      row.reject("price", "needed: either price-per-second or price, not both");
    } else {
      read(row, perSecond ? "price-per-second" : "price", ANY, entries);
    }
    return new PriceTable(perSecond, entries, pictureFee());
  }

  private PriceTable.@Nullable PictureFee pictureFee() {
    if (!row.has("price-per-picture")) {
      return null;
    }
    YamlSection fee = row.section("price-per-picture");
    int above = fee.count("above", 0);
    Money each = fee.optional("each", "an amount such as 0.02", Money::rounded).orElse(Money.ZERO);
    if (each.micros() <= 0) {
      fee.reject("each", "needed: an amount such as 0.02");
    }
    fee.rejectUnknownKeys();
    return new PriceTable.PictureFee(above, each);
  }

  private static void read(
      YamlSection at, String key, PriceTable.Entry so, List<PriceTable.Entry> entries) {
    if (!at.isSection(key)) {
      Optional<Money> amount = at.optional(key, "an amount such as 0.10", Money::rounded);
      if (amount.isPresent() && amount.get().micros() < 0) {
        at.reject(key, "cannot be less than nothing");
      }
      amount.ifPresent(money ->
          entries.add(
              new PriceTable.Entry(
                  so.resolution(), so.seconds(), so.sound(), so.picture(), money)));
      return;
    }
    YamlSection below = at.section(key);
    for (String name : below.keys()) {
      narrowed(so, name)
          .ifPresentOrElse(
              entry -> read(below, name, entry, entries),
              () ->
                  below.reject(
                      name,
                      "allowed: a resolution such as 720p, a length such as 6, sound, silent,"
                          + " picture, text"));
    }
  }

  /** The same, for less; empty if the name is none, or stood above already. */
  private static Optional<PriceTable.Entry> narrowed(PriceTable.Entry so, String name) {
    Resolution resolution = Resolution.parse(name).orElse(null);
    Integer seconds = SECONDS.matcher(name).matches() ? Integer.valueOf(name) : null;
    String sound = SOUNDS.get(name);
    Boolean picture = PICTURES.get(name);
    if (seconds != null && so.seconds() == null) {
      return Optional.of(
          new PriceTable.Entry(so.resolution(), seconds, so.sound(), so.picture(), so.amount()));
    }
    if (resolution != null && so.resolution() == null) {
      return Optional.of(
          new PriceTable.Entry(resolution, so.seconds(), so.sound(), so.picture(), so.amount()));
    }
    if (sound != null && so.sound() == null) {
      return Optional.of(
          new PriceTable.Entry(so.resolution(), so.seconds(), sound, so.picture(), so.amount()));
    }
    if (picture != null && so.picture() == null) {
      return Optional.of(
          new PriceTable.Entry(so.resolution(), so.seconds(), so.sound(), picture, so.amount()));
    }
    return Optional.empty();
  }
}
