package io.github.reelay.tracking.duration;

import io.github.reelay.task.Offer;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * How long a model takes at a provider: what was measured, else what its row in the catalogue calls
 * typical.
 *
 * @param median the middle of what was measured
 * @param measured the last times, ascending; empty while there are too few to say anything
 */
public record UsualDuration(Duration median, List<Duration> measured) {
  /** Fewer would say more about chance than about the model. */
  static final int MIN_MEASURED = 5;

  private static final int LOW_PERCENT = 20;
  private static final int HIGH_PERCENT = 80;

  /** From one length of time to another; both alike where only a guess is known. */
  public record Range(Duration from, Duration to) {
    Range minus(Duration elapsed) {
      return new Range(from.minus(elapsed), to.minus(elapsed));
    }

    Range times(double factor) {
      return new Range(
          Duration.ofMillis(Math.round(from.toMillis() * factor)),
          Duration.ofMillis(Math.round(to.toMillis() * factor)));
    }
  }

  public UsualDuration {
    measured = List.copyOf(measured);
  }

  /** What the catalogue says. */
  public static UsualDuration typical(Offer offer) {
    return new UsualDuration(offer.typical(), List.of());
  }

  /** Empty while there are too few. */
  static Optional<UsualDuration> of(List<Duration> times) {
    if (times.size() < MIN_MEASURED) {
      return Optional.empty();
    }
    List<Duration> ascending = times.stream().sorted().toList();
    return Optional.of(new UsualDuration(quantile(ascending, 50), ascending));
  }

  /** The offer as it turns out to be: schedules and estimates go by its typical time. */
  public Offer correct(Offer offer) {
    return new Offer(
        offer.provider(),
        offer.model(),
        offer.means(),
        offer.seconds(),
        offer.aspect(),
        offer.resolution(),
        offer.price(),
        median,
        offer.hardDeadline(),
        offer.chargedOnFailure(),
        offer.cancellable(),
        offer.options());
  }

  /**
   * How long still for one that has run so long: four of five that took longer than that. Empty
   * where nothing was measured, or none took longer.
   */
  public Optional<Range> remaining(Duration elapsed) {
    List<Duration> longer = measured.stream().filter(time -> time.compareTo(elapsed) > 0).toList();
    return longer.isEmpty() ? Optional.empty() : Optional.of(middle(longer).minus(elapsed));
  }

  /**
   * The wait in a line.
   *
   * @param turns how many such times go by before it is its turn
   */
  public Range inLine(double turns) {
    return (measured.isEmpty() ? new Range(median, median) : middle(measured)).times(turns);
  }

  private static Range middle(List<Duration> ascending) {
    return new Range(quantile(ascending, LOW_PERCENT), quantile(ascending, HIGH_PERCENT));
  }

  private static Duration quantile(List<Duration> ascending, int percent) {
    return ascending.get((ascending.size() - 1) * percent / 100);
  }
}
