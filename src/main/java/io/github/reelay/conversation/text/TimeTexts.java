package io.github.reelay.conversation.text;

import io.github.reelay.tracking.port.StatusView;
import java.time.Duration;
import java.util.Locale;

/** The words for how long something takes still, and for how long ago it was. */
public record TimeTexts(Localizer localizer, Formats formats) {
  /** A place in line, and about how long still: {@code 3rd in line · 2 to 4 min}. */
  public String waiting(Locale language, StatusView view) {
    Integer place = view.queuePosition();
    if (place == null) {
      return localizer.plainText(language, "status.waiting");
    }
    String words =
        localizer.plainText(language, "status.in-line", formats.ordinal(language, place));
    String wait = remaining(language, view, "time.about", "time.between");
    return wait.isEmpty() ? words : words + " · " + wait;
  }

  /** {@code about 2 min left}, {@code 2 to 4 min left}; empty where nobody knows. */
  public String left(Locale language, StatusView view) {
    return remaining(language, view, "time.left", "time.between-left");
  }

  private String remaining(Locale language, StatusView view, String guess, String range) {
    Duration from = view.remaining();
    Duration to = view.remainingMost();
    if (from == null || to == null) {
      return "";
    }
    String between = formats.range(language, from, to);
    return between.isEmpty()
        ? localizer.plainText(language, guess, formats.approximateDuration(language, to))
        : localizer.plainText(language, range, between);
  }

  /** {@code 5 min ago}, in the largest unit alone. */
  public String ago(Locale language, Duration age) {
    if (age.compareTo(Duration.ofMinutes(1)) < 0) {
      return localizer.plainText(language, "time.just-now");
    }
    Duration whole =
        age.compareTo(Duration.ofHours(1)) < 0
            ? Duration.ofMinutes(age.toMinutes())
            : age.compareTo(Duration.ofDays(2)) < 0
                ? Duration.ofHours(age.toHours())
                : Duration.ofDays(age.toDays());
    return localizer.plainText(language, "time.ago", formats.exactDuration(language, whole));
  }
}
