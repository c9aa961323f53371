package io.github.reelay.task;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Parser of lengths of time as people write them: a whole number and a unit. The configuration,
 * {@code /admin} and the chats differ in their units only. Immutable, thread-safe.
 */
public final class DurationParser {
  /** Times in the configuration and in limits: {@code 200ms}, {@code 5s}, {@code 15m}, … */
  public static final DurationParser STANDARD =
      new DurationParser(
          Map.of(
              "ms", Duration.ofMillis(1),
              "s", Duration.ofSeconds(1),
              "m", Duration.ofMinutes(1),
              "min", Duration.ofMinutes(1),
              "h", Duration.ofHours(1),
              "d", Duration.ofDays(1)),
          null);

  private final Map<String, Duration> units;
  private final @Nullable Duration bareUnit;
  private final Pattern pattern;

  /**
   * @param units by their words, case as written
   * @param bareUnit the unit of a number that stands alone; null refuses such a number
   */
  public DurationParser(Map<String, Duration> units, @Nullable Duration bareUnit) {
    this.units = Map.copyOf(units);
    this.bareUnit = bareUnit;
    this.pattern =
        Pattern.compile(
            units.keySet().stream()
                .map(Pattern::quote)
                .collect(Collectors.joining("|", "(\\d{1,9})\\s*(", ")?")));
  }

  /** Empty if the text has not this form. */
  public Optional<Duration> parse(String text) {
    Matcher form = pattern.matcher(text.strip());
    if (!form.matches()) {
      return Optional.empty();
    }
    Duration unit = form.group(2) == null ? bareUnit : units.get(form.group(2));
    return Optional.ofNullable(unit).map(one -> one.multipliedBy(Long.parseLong(form.group(1))));
  }
}
