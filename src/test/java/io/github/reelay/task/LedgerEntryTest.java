package io.github.reelay.task;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.LedgerEntry.Stage;
import io.github.reelay.testing.TaskStateExamples;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The sum of a task's entries is what is reserved or settled for it: here a dollar at first. */
class LedgerEntryTest {
  private static final Task TASK = TaskStateExamples.accepted();

  private static Money sum(LedgerEntry... entries) {
    return List.of(entries).stream().map(LedgerEntry::delta).reduce(Money.ZERO, Money::plus);
  }

  @Test
  void whatIsGivenBackLeavesNothing() {
    assertThat(sum(LedgerEntry.reserve(TASK))).isEqualTo(Money.of("1.00"));
    assertThat(sum(LedgerEntry.reserve(TASK), LedgerEntry.release(TASK))).isEqualTo(Money.ZERO);
  }

  @Test
  void whatIsHeldStaysReserved() {
    assertThat(sum(LedgerEntry.reserve(TASK), LedgerEntry.hold(TASK))).isEqualTo(Money.of("1.00"));
  }

  @Test
  void whatIsSettledIsWhatWasChargedOrElseThePrice() {
    assertThat(sum(LedgerEntry.reserve(TASK), LedgerEntry.settle(TASK)))
        .isEqualTo(Money.of("1.00"));
    Task cheaper = TASK.withOffer(TaskStateExamples.offer("second", "0.60"));
    assertThat(sum(LedgerEntry.reserve(TASK), LedgerEntry.settle(cheaper)))
        .isEqualTo(Money.of("0.60"));
    Task dearer = TASK.withCharge(Money.of("1.30"));
    assertThat(sum(LedgerEntry.reserve(TASK), LedgerEntry.settle(dearer)))
        .isEqualTo(Money.of("1.30"));
    assertThat(sum(LedgerEntry.reserve(TASK), LedgerEntry.settle(TASK.withCharge(Money.ZERO))))
        .isEqualTo(Money.ZERO);
  }

  @Test
  void eachEntryIsOfItsTaskAndStage() {
    assertThat(
            List.of(
                LedgerEntry.reserve(TASK),
                LedgerEntry.hold(TASK),
                LedgerEntry.settle(TASK),
                LedgerEntry.release(TASK)))
        .allMatch(entry -> entry.task().equals(TASK.id()))
        .extracting(LedgerEntry::stage)
        .containsExactly(Stage.RESERVE, Stage.HOLD, Stage.SETTLE, Stage.RELEASE);
  }
}
