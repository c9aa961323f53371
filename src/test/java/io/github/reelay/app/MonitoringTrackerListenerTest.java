package io.github.reelay.app;

import static java.util.Objects.requireNonNull;
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
import java.time.Instant;
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
    Instant made = requireNonNull(fetching.doneAt());
    Task soon = TaskStateExamples.in(fetching.fetchFailed(made.plusSeconds(299)));
    Task late = TaskStateExamples.in(fetching.fetchFailed(made.plusSeconds(300)));
    assertThat(change(TaskStateExamples.in(TaskStateExamples.FETCHING), soon)).isEmpty();
    assertThat(change(soon, late)).containsExactly(Alert.Kind.FILE_NOT_FETCHED);
    assertThat(change(late, late)).isEmpty();

    Task givenUp = TaskStateExamples.in(TaskStateExamples.UNFETCHED);
    for (Task before : List.of(soon, late)) {
      assertThat(change(before, givenUp)).containsExactly(Alert.Kind.FILE_NOT_FETCHED);
      assertThat(alerts.getFirst().detail()).endsWith(TaskStateExamples.WHY.detail());
    }
    assertThat(change(givenUp, givenUp)).isEmpty();
  }

  @Test
  void aLinkThatDoesNotComeIsToldWhenItLasts() {
    Instant made = TaskStateExamples.NOW;
    TaskState.Running asked = TaskStateExamples.RUNNING.completedWithoutFile(made);
    Task soon = TaskStateExamples.in(asked.polled(made.plusSeconds(240)));
    Task late =
        TaskStateExamples.in(
            asked.completedWithoutFile(made.plusSeconds(240)).polled(made.plusSeconds(300)));
    assertThat(change(TaskStateExamples.in(TaskStateExamples.RUNNING), soon)).isEmpty();
    assertThat(change(soon, late)).containsExactly(Alert.Kind.FILE_NOT_FETCHED);
    assertThat(alerts.getFirst().detail()).contains("no link");
    assertThat(change(late, late)).isEmpty();
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
