package io.github.reelay.tracking.port;

import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * The limits of a platform on editing a status message while a task runs. The first and the last
 * word are always shown. The rule is written here once; the numbers are the platforms'.
 *
 * @param minInterval the least time between two edits
 * @param maxEdits edits per task in all; the last two are kept for last words
 * @param urgentInterval what even a last word keeps from the edit before it; zero where it need not
 * @param slowdowns longer intervals for older messages, by ascending age: the longer it takes, the
 *     less a few per cent more are news
 * @param maxAge an older message gets nothing but its last word
 */
public record EditLimits(
    Duration minInterval,
    int maxEdits,
    Duration urgentInterval,
    List<Slowdown> slowdowns,
    Duration maxAge) {
  /** Edits kept back for last words ("posting", "done") on platforms that allow few. */
  private static final int RESERVED_FINAL_EDITS = 2;

  /** Where edits are few, a quarter of them may tell the place in the line. */
  private static final int PLACE_EDITS_PART = 4;

  /** The interval from an age on. */
  public record Slowdown(Duration fromAge, Duration interval) {}

  /** What an edit tells. */
  public enum Urgency {
    /** Another place in the line: has few edits of its own, and leaves the others theirs. */
    PLACE,
    PROGRESS,
    /** Something else is done now: never dropped, however many edits there were. */
    PHASE,
    /** What a person who pressed a button waits to see. */
    ANSWER,
    LAST_WORD
  }

  public EditLimits {
    slowdowns = List.copyOf(slowdowns);
  }

  /** Limits that do not depend on a message's age, and leave last words alone. */
  public EditLimits(Duration minInterval, int maxEdits) {
    this(minInterval, maxEdits, Duration.ZERO, List.of(), Duration.ofSeconds(Long.MAX_VALUE));
  }

  /**
   * How long the next edit has to wait; empty if it is not to be made at all.
   *
   * @param edits made so far
   * @param age of the message
   * @param sinceLastEdit since it was written or edited
   */
  public Optional<Duration> delay(
      Urgency urgency, int edits, Duration age, Duration sinceLastEdit) {
    boolean old = age.compareTo(maxAge) > 0;
    boolean possible =
        switch (urgency) {
          case LAST_WORD -> true;
          case ANSWER, PHASE -> !old;
          case PROGRESS -> !old && edits < maxEdits - RESERVED_FINAL_EDITS;
          case PLACE -> !old && edits < maxEdits / PLACE_EDITS_PART;
        };
    if (!possible) {
      return Optional.empty();
    }
    Duration interval =
        switch (urgency) {
          case PROGRESS, PLACE -> interval(edits, age);
          case PHASE -> minInterval;
          case ANSWER, LAST_WORD -> urgentInterval;
        };
    Duration left = interval.minus(sinceLastEdit);
    return Optional.of(left.isPositive() ? left : Duration.ZERO);
  }

  /** Further edits stretch the interval where there are few, so that they cover a long task. */
  private Duration interval(int edits, Duration age) {
    Duration stretched =
        maxEdits == Integer.MAX_VALUE
            ? minInterval
            : minInterval.multipliedBy(1L << Math.min(edits, 8));
    return slowdowns.stream()
        .filter(slowdown -> age.compareTo(slowdown.fromAge()) >= 0)
        .map(Slowdown::interval)
        .reduce(stretched, (_, later) -> later);
  }
}
