package io.github.reelay.task;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * An amount in the operator's currency, held as whole micro-units (millionths), so sums are exact.
 *
 * @param micros may be negative in a ledger entry, never in a price
 */
public record Money(long micros) implements Comparable<Money> {
  public static final Money ZERO = new Money(0);

  private static final BigDecimal MICROS_PER_UNIT = BigDecimal.valueOf(1_000_000);

  /**
   * Reads a plain decimal such as {@code 0.10}.
   *
   * @throws NumberFormatException if the text is no number
   * @throws ArithmeticException if it is finer than a millionth or too large
   */
  public static Money of(String decimal) {
    return new Money(new BigDecimal(decimal.strip()).multiply(MICROS_PER_UNIT).longValueExact());
  }

  /**
   * Reads a decimal of any fineness, rounded up to a millionth.
   *
   * @throws NumberFormatException if the text is no number
   * @throws ArithmeticException if it is too large
   */
  public static Money rounded(String decimal) {
    BigDecimal micros = new BigDecimal(decimal.strip()).multiply(MICROS_PER_UNIT);
    if (micros.precision() - micros.scale() > 18) {
      throw new ArithmeticException("too large");
    }
    return new Money(micros.setScale(0, RoundingMode.CEILING).longValueExact());
  }

  public Money plus(Money other) {
    return new Money(Math.addExact(micros, other.micros));
  }

  public Money minus(Money other) {
    return new Money(Math.subtractExact(micros, other.micros));
  }

  public Money times(long count) {
    return new Money(Math.multiplyExact(micros, count));
  }

  /** The amount in another currency, rounded up to a millionth. */
  public Money times(BigDecimal rate) {
    return rounded(BigDecimal.valueOf(micros, 6).multiply(rate).toPlainString());
  }

  public boolean isMoreThan(Money other) {
    return micros > other.micros;
  }

  /** The amount as a decimal with at least two places: {@code 1.00}, {@code 0.125}. */
  public BigDecimal decimal() {
    BigDecimal exact = BigDecimal.valueOf(micros, 6).stripTrailingZeros();
    return exact.scale() < 2 ? exact.setScale(2, RoundingMode.UNNECESSARY) : exact;
  }

  @Override
  public int compareTo(Money other) {
    return Long.compare(micros, other.micros);
  }

  @Override
  public String toString() {
    return decimal().toPlainString();
  }
}
