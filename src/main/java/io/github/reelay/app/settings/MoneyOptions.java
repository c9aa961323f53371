package io.github.reelay.app.settings;

import io.github.reelay.config.SettingReader;
import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * The options of money: how it is shown and when its days begin.
 *
 * @param currency shown before an amount
 */
public record MoneyOptions(String currency, ZoneId zone) {
  private static final int MAX_CURRENCY_LENGTH = 5;

  static MoneyOptions read(SettingReader in) {
    return new MoneyOptions(
        in.value(
            "money.currency",
            "a sign or code of up to " + MAX_CURRENCY_LENGTH + " letters",
            MoneyOptions::parseCurrency),
        in.value("money.zone", "an IANA time zone such as Europe/Berlin", MoneyOptions::parseZone));
  }

  private static String parseCurrency(String text) {
    if (text.isEmpty() || text.length() > MAX_CURRENCY_LENGTH) {
      throw new IllegalArgumentException("no sign");
    }
    return text;
  }

  private static ZoneId parseZone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no zone", e);
    }
  }
}
