package io.github.reelay.config;

import java.time.DateTimeException;
import java.time.ZoneId;

/**
 * How money is shown and when its days begin.
 *
 * @param currency shown before an amount
 */
public record MoneySettings(String currency, ZoneId zone) {
  public static MoneySettings read(SettingReader in) {
    return new MoneySettings(
        in.value("money.currency", "a sign or code of up to 5 letters", MoneySettings::sign),
        in.value("money.zone", "an IANA time zone such as Europe/Berlin", MoneySettings::zone));
  }

  private static String sign(String text) {
    if (text.isEmpty() || text.length() > 5) {
      throw new IllegalArgumentException("no sign");
    }
    return text;
  }

  private static ZoneId zone(String text) {
    try {
      return ZoneId.of(text);
    } catch (DateTimeException e) {
      throw new IllegalArgumentException("no zone", e);
    }
  }
}
