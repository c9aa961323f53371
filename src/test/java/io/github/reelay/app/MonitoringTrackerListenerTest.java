package io.github.reelay.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.Mockito.mock;

import io.github.reelay.ops.Metrics;
import io.github.reelay.task.Failure;
import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Money;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.Alert;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class MonitoringTrackerListenerTest {
  private final List<Alert> alerts = new ArrayList<>();
  private final MonitoringTrackerListener listener =
      new MonitoringTrackerListener(mock(Metrics.class), alerts::add);

  private List<Alert.Kind> change(Task before, Task after) {
    alerts.clear();
    listener.taskChanged(before, after);
    return alerts.stream().map(Alert::kind).toList();
  }

  @Test
  void aFileThatCannotBeFetchedIsToldWhenItLastsAndWhenItIsGivenUp() {
    TaskState.Running fetching = TaskStateExamples.FETCHING;
    for (int i = 0; i < 9; i++) {
      fetching = fetching.fetchFailed(TaskStateExamples.NOW);
    }
    Task nine = TaskStateExamples.in(fetching);
    Task ten = TaskStateExamples.in(fetching.fetchFailed(TaskStateExamples.NOW));
    assertThat(change(TaskStateExamples.in(TaskStateExamples.FETCHING), nine)).isEmpty();
    assertThat(change(nine, ten)).containsExactly(Alert.Kind.FILE_NOT_FETCHED);
    assertThat(change(ten, ten)).isEmpty();

    Task givenUp = TaskStateExamples.in(TaskStateExamples.UNFETCHED);
    for (Task before : List.of(nine, ten)) {
      assertThat(change(before, givenUp)).containsExactly(Alert.Kind.FILE_NOT_FETCHED);
      assertThat(alerts.getFirst().detail()).endsWith(TaskStateExamples.WHY.detail());
    }
    assertThat(change(givenUp, givenUp)).isEmpty();
  }

  @Test
  void whatNothingFinalIsKnownOfIsToldOnce() {
    Task running = TaskStateExamples.in(TaskStateExamples.RUNNING);
    Task lost = TaskStateExamples.in(TaskStateExamples.LOST);
    assertThat(change(running, lost)).containsExactly(Alert.Kind.TASK_UNCONFIRMED);
    assertThat(change(lost, lost)).isEmpty();
  }

  @Test
  void aChargeAboveWhatWasReservedIsTold() {
    Task running = TaskStateExamples.in(TaskStateExamples.RUNNING);
    Money reserved = running.reserved();
    assertThat(change(running, running.withCharge(reserved))).isEmpty();
    assertThat(change(running, running.withCharge(reserved.plus(new Money(1)))))
        .containsExactly(Alert.Kind.CHARGED_ABOVE_PRICE);
  }

  @Test
  void aTaskThatIsPutAsideIsTold() {
    Task kept =
        TaskStateExamples.in(
            new TaskState.Undeliverable(
                TaskStateExamples.NOW,
                TaskStateExamples.VIDEO,
                Failure.of(FailureKind.STOPPED_PROGRAM),
                true,
                null));
    assertThat(change(TaskStateExamples.in(TaskStateExamples.DELIVERING), kept))
        .containsExactly(Alert.Kind.TASK_PUT_ASIDE);
  }

  @Test
  void aFailureAlertsNobody() {
    Task failed =
        TaskStateExamples.in(
            new TaskState.Failed(TaskStateExamples.NOW, Failure.of(FailureKind.GENERATION_FAILED)));
    assertThat(change(TaskStateExamples.in(TaskStateExamples.RUNNING), failed)).isEmpty();
  }
}
