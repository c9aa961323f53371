package io.github.reelay.policy;

import io.github.reelay.task.DurationParser;
import io.github.reelay.task.Money;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The value of a limit. */
public sealed interface LimitValue {
  /** No limit. */
  static LimitValue none() {
    return new None();
  }

  /** No limit. */
  record None() implements LimitValue {}

  record Amount(Money max) implements LimitValue {}

  record Count(int max) implements LimitValue {}

  record Time(Duration time) implements LimitValue {}

  /** Only these; empty only where two lists have nothing in common: then none. */
  record Names(Set<String> allowed) implements LimitValue {
    public Names {
      allowed = Set.copyOf(allowed);
    }
  }

  /** Far more than anybody pays a day, far less than a sum could overflow with. */
  Money MAX_AMOUNT = Money.of("1000000000");

  /** Reads what an operator typed or the store kept; {@code none} is no limit. */
  static Optional<LimitValue> parse(LimitKey.Kind kind, String typed) {
    String text = typed.strip();
    if (text.equalsIgnoreCase("none")) {
      return Optional.of(none());
    }
    return switch (kind) {
      case AMOUNT -> amount(text);
      case COUNT ->
          text.matches("\\d{1,6}")
              ? Optional.of(new Count(Integer.parseInt(text)))
              : Optional.empty();
      case MIN_DURATION, MAX_DURATION ->
          DurationParser.STANDARD.parse(text.toLowerCase(Locale.ROOT)).map(Time::new);
      case NAME_SET -> names(text);
    };
  }

  private static Optional<LimitValue> amount(String text) {
    if (!text.matches("\\p{Sc}?\\d{1,9}(\\.\\d{1,6})?")) {
      return Optional.empty();
    }
    Money amount = Money.of(text.replaceFirst("^\\p{Sc}", ""));
    return amount.isMoreThan(MAX_AMOUNT) ? Optional.empty() : Optional.of(new Amount(amount));
  }

  private static Optional<LimitValue> names(String text) {
    Set<String> names = new TreeSet<>(Arrays.asList(text.split("[\\s,]+")));
    names.remove("");
    return names.isEmpty() ? Optional.empty() : Optional.of(new Names(names));
  }

  /** As {@link #parse} takes it. */
  default String text() {
    return switch (this) {
      case None _ -> "none";
      case Amount(Money max) -> max.toString();
      case Count(int most) -> Integer.toString(most);
      case Time(Duration time) ->
          time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
      case Names(Set<String> allowed) -> String.join(",", new TreeSet<>(allowed));
    };
  }

  /** The tighter of two values of one limit. */
  static LimitValue tighter(LimitKey.Kind kind, LimitValue a, LimitValue b) {
    if (a instanceof None) {
      return b;
    }
    if (b instanceof None) {
      return a;
    }
    return switch (kind) {
      case AMOUNT -> ((Amount) a).max.isMoreThan(((Amount) b).max) ? b : a;
      case COUNT -> ((Count) a).max > ((Count) b).max ? b : a;
      case MAX_DURATION -> ((Time) a).time.compareTo(((Time) b).time) > 0 ? b : a;
      case MIN_DURATION -> ((Time) a).time.compareTo(((Time) b).time) < 0 ? b : a;
      case NAME_SET -> {
        Set<String> both = new TreeSet<>(((Names) a).allowed);
        both.retainAll(((Names) b).allowed);
        yield new Names(both);
      }
    };
  }

  /** Whether a value lets nothing through that another one stops. */
  static boolean isAtLeastAsTight(LimitKey.Kind kind, LimitValue value, LimitValue other) {
    return tighter(kind, value, other).equals(value);
  }
}
