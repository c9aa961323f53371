package io.github.reelay.tracking.state;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.Progress;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.StatusView;
import io.github.reelay.tracking.port.StatusView.Action;
import io.github.reelay.tracking.port.StatusView.Phase;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the status message of a task of a dollar tells. */
class StatusViewFactoryTest {
  private static final Instant NOW = TaskStateExamples.NOW;

  private static StatusView view(TaskState state) {
    return StatusViewFactory.of(TaskStateExamples.in(state), NOW);
  }

  @Test
  void whatItCostsIsThePriceUntilItIsKnownThatItIsNothing() {
    Money dollar = Money.of("1.00");
    Map<TaskState, Money> costs =
        Map.of(
            TaskStateExamples.QUEUED,
            dollar,
            TaskStateExamples.SUBMITTING,
            dollar,
            TaskStateExamples.UNCONFIRMED,
            dollar,
            TaskStateExamples.RUNNING,
            dollar,
            TaskStateExamples.READY,
            dollar,
            TaskStateExamples.FAILED,
            Money.ZERO,
            TaskStateExamples.CANCELLED,
            Money.ZERO,
            new TaskState.Closed(NOW, true),
            dollar,
            new TaskState.Closed(NOW, false),
            Money.ZERO);
    costs.forEach((state, cost) -> assertThat(view(state).cost()).as(state.name()).isEqualTo(cost));
  }

  @Test
  void whatTheProviderChargedIsWhatItCostHoweverItEnded() {
    Task failed = TaskStateExamples.in(TaskStateExamples.FAILED).withCharge(Money.of("0.40"));
    assertThat(StatusViewFactory.of(failed, NOW).cost()).isEqualTo(Money.of("0.40"));
    Task free = TaskStateExamples.in(TaskStateExamples.DELIVERED).withCharge(Money.ZERO);
    assertThat(StatusViewFactory.of(free, NOW).cost()).isEqualTo(Money.ZERO);
  }

  @Test
  void anEndIsCalledByItsName() {
    TaskState.Delivered asLink =
        new TaskState.Delivered(NOW, TaskStateExamples.VIDEO, TaskStateExamples.POSTED, true, null);
    assertThat(view(TaskStateExamples.DELIVERED).phase()).isEqualTo(Phase.DONE);
    assertThat(view(asLink).phase()).isEqualTo(Phase.DONE_AS_LINK);
    assertThat(view(TaskStateExamples.DELETED).phase()).isEqualTo(Phase.DELETED);
    assertThat(view(TaskStateExamples.UNCONFIRMED).phase()).isEqualTo(Phase.UNCONFIRMED);
    assertThat(view(TaskStateExamples.LOST).phase()).isEqualTo(Phase.UNRESOLVED);
    assertThat(view(new TaskState.Closed(NOW, true)).phase()).isEqualTo(Phase.CLOSED_CHARGED);
    assertThat(view(new TaskState.Closed(NOW, false)).phase()).isEqualTo(Phase.CLOSED_FREE);
  }

  @Test
  void onlyWhatHelpsIsOffered() {
    TaskState hopeless = new TaskState.Failed(NOW, Failure.of(FailureKind.PICTURE_UNUSABLE));
    assertThat(view(TaskStateExamples.FAILED).actions()).containsExactly(Action.AGAIN);
    assertThat(view(hopeless).actions()).as("it must fail again").isEmpty();
    TaskState reported =
        TaskState.Undeliverable.reported(NOW, (TaskState.Delivered) TaskStateExamples.DELIVERED);
    assertThat(view(TaskStateExamples.UNDELIVERABLE).actions()).containsExactly(Action.FETCH);
    assertThat(view(reported).actions()).isEmpty();
  }

  @Test
  void whatIsCancelledAlreadyCannotBeCancelledOnceMore() {
    Task sending = TaskStateExamples.in(TaskStateExamples.SUBMITTING);
    assertThat(StatusViewFactory.of(sending, NOW).actions()).containsExactly(Action.CANCEL);
    assertThat(StatusViewFactory.of(sending.withCancellation(true, false), NOW).actions())
        .isEmpty();
  }

  private static StatusView waiting(@Nullable Instant notBefore, @Nullable Failure last) {
    return view(new TaskState.Queued(NOW, notBefore, Set.of(), 1, last, null));
  }

  @Test
  void whyItWaitsIsSaidAsLongAsTheProviderIsWaitedFor() {
    Failure busy = Failure.of(FailureKind.PROVIDER_UNREACHABLE);
    assertThat(waiting(NOW.plusMillis(1), busy).failure()).isEqualTo(busy);
    assertThat(waiting(NOW, busy).failure()).isNull();
    assertThat(waiting(null, busy).failure()).isNull();
    assertThat(waiting(NOW.plusSeconds(9), null).failure()).isNull();
  }

  @ParameterizedTest
  @CsvSource({
    // seconds that are left, those that are said
    "1, 5",
    "7, 5",
    "8, 10",
    "57, 55",
    "58, 60",
    "64, 60",
    "65, 70",
    "294, 290",
    "295, 300",
    "329, 300",
    "330, 360",
    "3000, 3000",
  })
  void whatIsLeftIsSaidAsExactlyAsItIsKnown(int left, int said) {
    TaskState running =
        TaskStateExamples.RUNNING.withProgress(
            Progress.NONE.withReport(null, NOW.plusSeconds(left), NOW));
    assertThat(view(running).remaining()).isEqualTo(Duration.ofSeconds(said));
    assertThat(view(running).remainingMost()).isEqualTo(Duration.ofSeconds(said));
  }
}
