package io.github.reelay.policy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.reelay.policy.OperatorClaim.Verdict;
import io.github.reelay.testing.SettableClock;
import java.time.Duration;
import java.util.Locale;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** The code by which whoever reads the console becomes the first operator. */
class OperatorClaimTest {
  private final SettableClock clock = new SettableClock();
  private final OperatorClaim claim = new OperatorClaim(clock, new Random(7));
  private final AtomicInteger claimed = new AtomicInteger();

  private Verdict attempt(String code) {
    return claim.attempt(code, claimed::incrementAndGet);
  }

  @Test
  void theCodeIsEightLettersInTwoHalvesThatNobodyConfuses() {
    assertThat(claim.code()).matches("[A-HJ-NP-Z2-9]{4}-[A-HJ-NP-Z2-9]{4}");
    assertThat(new OperatorClaim(clock, new Random(8)).code()).isNotEqualTo(claim.code());
  }

  @Test
  void theRightCodeHoweverItIsTypedMakesAnOperatorOnce() {
    String typed = " " + claim.code().toLowerCase(Locale.ROOT).replace("-", " ") + "\n";
    assertThat(attempt(typed)).isEqualTo(Verdict.CORRECT);
    assertThat(claimed).hasValue(1);
    assertThat(attempt(claim.code())).isEqualTo(Verdict.SPENT);
    assertThat(claimed).hasValue(1);
  }

  @Test
  void fiveWrongCodesAreTheEndOfIt() {
    for (int left = 4; left > 0; left--) {
      assertThat(attempt("WRONG-CODE")).isEqualTo(Verdict.WRONG);
      assertThat(claim.triesLeft()).isEqualTo(left);
    }
    assertThat(attempt("WRONG-CODE")).isEqualTo(Verdict.SPENT);
    assertThat(attempt(claim.code())).isEqualTo(Verdict.SPENT);
    assertThat(claimed).hasValue(0);
  }

  @Test
  void itEndsAfterItsTime() {
    clock.advance(OperatorClaim.TTL.minusMillis(1));
    assertThat(attempt("WRONG-CODE")).isEqualTo(Verdict.WRONG);
    clock.advance(Duration.ofMillis(1));
    assertThat(attempt(claim.code())).isEqualTo(Verdict.EXPIRED);
    assertThat(claimed).hasValue(0);
  }

  @Test
  void whereTheOperatorCannotBeNotedTheCodeStaysGood() {
    assertThatThrownBy(() ->
            claim.attempt(
                claim.code(),
                () -> {
                  throw new IllegalStateException("the disk is full");
                }))
        .hasMessage("the disk is full");
    assertThat(attempt(claim.code())).isEqualTo(Verdict.CORRECT);
  }

  @Test
  void aLogDoesNotTellTheCode() {
    assertThat(claim.toString())
        .contains("until")
        .doesNotContain(claim.code().substring(0, 4))
        .doesNotContain(claim.code().substring(5));
  }
}
