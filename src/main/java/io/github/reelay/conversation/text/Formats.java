package io.github.reelay.conversation.text;

import io.github.reelay.conversation.RichText;
import io.github.reelay.task.Money;
import io.github.reelay.task.Offer;
import io.github.reelay.task.option.VideoOption;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.time.format.FormatStyle;
import java.util.Locale;

/**
 * Formats of amounts, durations, moments and ordinals as a language words them. Immutable,
 * thread-safe.
 *
 * @param currency the operator's currency as it is shown: {@code $} stands before the amount, a
 *     word such as {@code USD} with a space between
 * @param zone the zone limits count days in; moments are told in it where a platform cannot do
 *     better
 * @param onlyPretend the sandbox is the only provider, so that limits are on pretend money
 */
public record Formats(MessageBundles bundles, String currency, ZoneId zone, boolean onlyPretend) {
  /** Below this, "about" is told in tens of seconds; above it, in whole minutes. */
  private static final Duration MAX_SHOWN_IN_SECONDS = Duration.ofSeconds(90);

  private static final Duration MAX_SHOWN_IN_MINUTES = Duration.ofMinutes(90);

  /**
   * An amount in a short place such as a button: {@code $1.00}, {@code $1.00 pretend}.
   *
   * @param pretend it is the sandbox's, so that nobody pays it
   */
  public String money(Locale language, Money amount, boolean pretend) {
    return pretend ? bundles.get(language, "money.pretend", money(amount)) : money(amount);
  }

  /** The same as a part of a sentence: {@code $1.00 of pretend money}. */
  public String moneyInSentence(Locale language, Money amount, boolean pretend) {
    return pretend
        ? bundles.get(language, "money.pretend-in-sentence", money(amount))
        : money(amount);
  }

  /**
   * A sum that may be of both: {@code $5.00 ($3.00 of it pretend money)}.
   *
   * @param pretend the part of it that is pretend money
   */
  public String sum(Locale language, Money amount, Money pretend) {
    boolean none = amount.equals(Money.ZERO);
    return pretend.equals(Money.ZERO) || pretend.equals(amount)
        ? moneyInSentence(language, amount, none ? onlyPretend : pretend.equals(amount))
        : bundles.get(language, "money.partly-pretend", money(amount), money(pretend));
  }

  /** What a limit allows, or leaves. */
  public String limit(Locale language, Money amount) {
    return moneyInSentence(language, amount, onlyPretend);
  }

  private String money(Money amount) {
    String sign = amount.micros() < 0 ? "-" : "";
    String digits = new Money(Math.abs(amount.micros())).toString();
    boolean word =
        !currency.isEmpty() && Character.isLetter(currency.codePointBefore(currency.length()));
    return sign + currency + (word ? " " : "") + digits;
  }

  /** A video's length: {@code 10 s}. */
  public String seconds(Locale language, long seconds) {
    return bundles.get(language, "time.seconds", seconds);
  }

  /** The length that was chosen: {@code 10 s}, {@code up to 30 s} where the model decides. */
  String length(Locale language, Offer offer) {
    String seconds = seconds(language, offer.seconds());
    return offer.options().containsKey(VideoOption.AUTO_LENGTH)
        ? bundles.get(language, "time.up-to", seconds)
        : seconds;
  }

  /** An exact length of time: {@code 1 min 52 s}. */
  public String exactDuration(Locale language, Duration time) {
    long seconds = Math.max(1, Math.round(time.toMillis() / 1000.0));
    long hours = seconds / 3600;
    long minutes = seconds % 3600 / 60;
    long rest = seconds % 60;
    if (hours >= 48 && seconds % 86_400 == 0) {
      return bundles.get(language, "time.days", hours / 24);
    }
    if (hours > 0) {
      return minutes == 0
          ? bundles.get(language, "time.hours", hours)
          : bundles.get(language, "time.hours-minutes", hours, minutes);
    }
    if (minutes > 0) {
      return rest == 0
          ? bundles.get(language, "time.minutes", minutes)
          : bundles.get(language, "time.minutes-seconds", minutes, rest);
    }
    return seconds(language, rest);
  }

  /** A guess, told no finer than it is meant: {@code 40 s}, {@code 2 min}. */
  String approximateDuration(Locale language, Duration time) {
    if (time.compareTo(MAX_SHOWN_IN_SECONDS) <= 0) {
      long tens = Math.max(1, (time.toSeconds() + 5) / 10);
      return seconds(language, tens * 10);
    }
    return exactDuration(language, Duration.ofMinutes(Math.max(1, (time.toSeconds() + 30) / 60)));
  }

  /**
   * A span that is not known better: {@code 20 to 40 s}, {@code 2 to 4 min}, {@code up to 2 min}.
   * Rounded outwards, both in the unit of the longer one, so that it claims no more than is known;
   * empty where both ends are alike then.
   */
  String range(Locale language, Duration from, Duration to) {
    boolean seconds = to.compareTo(MAX_SHOWN_IN_SECONDS) <= 0;
    boolean minutes = to.compareTo(MAX_SHOWN_IN_MINUTES) <= 0;
    long unit = seconds ? 10 : minutes ? 60 : 3600;
    long low = from.toSeconds() / unit;
    long high = Math.max(1, (to.toSeconds() + unit - 1) / unit);
    if (from.equals(to) || low == high) {
      return "";
    }
    Duration most = Duration.ofSeconds(high * unit);
    return low == 0
        ? bundles.get(language, "time.up-to", exactDuration(language, most))
        : bundles.get(
            language,
            seconds ? "time.seconds-to" : minutes ? "time.minutes-to" : "time.hours-to",
            seconds ? low * unit : low,
            seconds ? high * unit : high);
  }

  /** A place in line: {@code 3rd}. Languages without ordinals write all four forms alike. */
  String ordinal(Locale language, int place) {
    int tens = place % 100;
    String form =
        tens >= 11 && tens <= 13
            ? "other"
            : switch (place % 10) {
              case 1 -> "one";
              case 2 -> "two";
              case 3 -> "few";
              default -> "other";
            };
    return bundles.get(language, "ordinal." + form, place);
  }

  /** A moment to come, as short as it can be said on a button: {@code 00:00 UTC}. */
  public String clock(Locale language, Instant moment, Instant now) {
    boolean soon = Duration.between(now, moment).compareTo(Duration.ofDays(1)) <= 0;
    return soon
        ? DateTimeFormatter.ofPattern("HH:mm").withZone(zone).format(moment) + " " + zone.getId()
        : timestamp(language, moment).fallback();
  }

  /** A moment, with words for platforms that cannot show it in the reader's own time. */
  public RichText.Span.Timestamp timestamp(Locale language, Instant moment) {
    DateTimeFormatter format =
        DateTimeFormatter.ofLocalizedDateTime(FormatStyle.MEDIUM, FormatStyle.SHORT)
            .withLocale(bundles.supportedLanguage(language))
            .withZone(zone);
    return new RichText.Span.Timestamp(moment, format.format(moment) + " " + zone.getId());
  }
}
