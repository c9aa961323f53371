package io.github.reelay.http;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/** The {@code Retry-After} header: seconds or a date (RFC 9110, 10.2.3). */
public final class RetryAfter {
  /** A longer wait than a day is a broken clock or a joke. */
  private static final Duration MAX_DELAY = Duration.ofDays(1);

  private RetryAfter() {}

  /** How long to wait from {@code now}; null when nothing readable was said. Never negative. */
  public static @Nullable Duration parse(@Nullable String header, Instant now) {
    if (header == null || header.isBlank()) {
      return null;
    }
    String text = header.strip();
    try {
      Duration wait =
          text.chars().allMatch(c -> (c >= '0' && c <= '9') || c == '.')
              ? Duration.ofMillis((long) (Double.parseDouble(text) * 1000))
              : Duration.between(
                  now, ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME).toInstant());
      return wait.isNegative() ? Duration.ZERO : wait.compareTo(MAX_DELAY) > 0 ? MAX_DELAY : wait;
    } catch (DateTimeException | ArithmeticException | NumberFormatException unreadable) {
      return null;
    }
  }
}
