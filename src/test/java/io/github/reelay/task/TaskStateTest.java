package io.github.reelay.task;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Set;
import org.junit.jupiter.api.Test;

class TaskStateTest {
  @Test
  void theStatesAreTheRecordsAndNotTheirGroups() {
    // Stored rows and the operator's dashboards go by these names.
    assertThat(TaskState.names(Set.of(TaskState.class)))
        .containsExactlyInAnyOrder(
            "QUEUED",
            "SUBMITTING",
            "UNCONFIRMED",
            "RUNNING",
            "READY",
            "DELIVERING",
            "DELIVERED",
            "FAILED",
            "UNFETCHED",
            "CANCELLED",
            "CLOSED",
            "UNDELIVERABLE",
            "DELETED");
  }

  @Test
  void aGroupStandsForEachStateInIt() {
    assertThat(TaskState.names(Set.of(TaskState.WithFile.class, TaskState.Ready.class)))
        .containsExactlyInAnyOrder("READY", "DELIVERING", "DELIVERED", "UNDELIVERABLE");
  }

  @Test
  void aStatesNameIsTheOneOfItsKind() {
    TaskState state = new TaskState.Cancelled(Instant.EPOCH);

    assertThat(state.name()).isEqualTo("CANCELLED");
    assertThat(TaskState.names(Set.of(state.getClass()))).containsExactly(state.name());
  }
}
