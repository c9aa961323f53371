package io.github.reelay.task;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class MoneyTest {
  @Test
  void tenTimesTenCentsIsExactlyADollar() {
    Money sum = Money.ZERO;
    for (int i = 0; i < 10; i++) {
      sum = sum.plus(Money.of("0.10"));
    }
    assertThat(sum).isEqualTo(Money.of("1")).isEqualTo(Money.of("0.10").times(10));
  }

  @Test
  void itIsWrittenWithAtLeastTwoPlacesAndNoMoreThanItNeeds() {
    assertThat(Money.of("1")).hasToString("1.00");
    assertThat(Money.of("0.125")).hasToString("0.125");
    assertThat(Money.of("1000000")).hasToString("1000000.00");
    assertThat(Money.ZERO).hasToString("0.00");
    assertThat(Money.ZERO.minus(Money.of("0.5"))).hasToString("-0.50");
    assertThat(new Money(1)).hasToString("0.000001");
  }

  @Test
  void whatIsWrittenIsReadBack() {
    for (String text : new String[] {"0.00", "0.10", "12.345678", "-3.50", "9999999.99"}) {
      assertThat(Money.of(text)).hasToString(text);
    }
  }

  @Test
  void finerThanAMillionthIsNoAmount() {
    assertThatThrownBy(() -> Money.of("0.0000001")).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.of("a dollar")).isInstanceOf(NumberFormatException.class);
  }

  @Test
  void tooMuchIsAnErrorNotASmallerAmount() {
    Money max = new Money(Long.MAX_VALUE);
    assertThatThrownBy(() -> max.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> max.times(2)).isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> new Money(Long.MIN_VALUE).minus(new Money(1)))
        .isInstanceOf(ArithmeticException.class);
  }

  @Test
  void theSameAmountIsNotMore() {
    assertThat(Money.of("1.00").isMoreThan(Money.of("1"))).isFalse();
    assertThat(new Money(1_000_001).isMoreThan(Money.of("1"))).isTrue();
  }

  @Test
  void whatIsFinerIsRoundedUpSoThatNothingIsChargedTooLittle() {
    assertThat(Money.rounded("0.0000001")).isEqualTo(new Money(1));
    assertThat(Money.rounded(" 1.25 ")).isEqualTo(Money.of("1.25"));
    assertThat(Money.rounded("-0.0000019")).isEqualTo(new Money(-1));
    assertThat(Money.of("0.10").times(new BigDecimal("0.3333333"))).isEqualTo(Money.of("0.033334"));
  }

  @Test
  void anAmountOfMoreThanTwelveDigitsIsNone() {
    assertThat(Money.rounded("999999999999.999999")).hasToString("999999999999.999999");
    assertThatThrownBy(() -> Money.rounded("1000000000000"))
        .isInstanceOf(ArithmeticException.class);
    assertThatThrownBy(() -> Money.rounded("1e999999999")).isInstanceOf(ArithmeticException.class);
  }

  @Test
  void amountsAreInOrder() {
    assertThat(Stream.of("2", "-1", "0.5").map(Money::of).sorted())
        .containsExactly(Money.of("-1"), Money.of("0.5"), Money.of("2"));
  }
}
