package io.github.reelay.storage.timer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.verifyNoInteractions;

import com.github.kagkarlsson.scheduler.task.CompletionHandler;
import com.github.kagkarlsson.scheduler.task.Execution;
import com.github.kagkarlsson.scheduler.task.ExecutionComplete;
import com.github.kagkarlsson.scheduler.task.ExecutionContext;
import com.github.kagkarlsson.scheduler.task.ExecutionOperations;
import io.github.reelay.task.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What becomes of timers whose heartbeat came late: after SIGSTOP, or behind a slow database. */
class TimerExecutionsTest {
  private static final String TASK = TaskId.of(1, 2).value();
  private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

  private final TimerExecutions executions = new TimerExecutions((_, _) -> {});
  private final Execution timer = new Execution(NOW, executions.task().instance(TASK));

  @SuppressWarnings("unchecked")
  private final ExecutionOperations<Void> operations = mock(ExecutionOperations.class);

  private void foundDead() {
    executions
        .task()
        .getDeadExecutionHandler()
        .deadExecution(ExecutionComplete.failure(timer, NOW, NOW, null), operations);
  }

  private CompletionHandler<Void> fire() {
    return executions
        .task()
        .execute(executions.task().instance(TASK), mock(ExecutionContext.class));
  }

  @Test
  void anExecutionOfThisProcessIsNotDead() {
    List<String> calls = new ArrayList<>();
    executions.setHandler(id -> {
      calls.add(id.value());
      if (calls.size() == 1) {
        foundDead();
        verifyNoInteractions(operations);
        // Another process may have thought so all the same.
        var _ = fire();
      }
      return Optional.empty();
    });
    var _ = fire();
    assertThat(calls).containsExactly(TASK);
  }

  @Test
  void theTimerOfADeadProcessFiresAgainAtOnce() {
    foundDead();
    verify(operations).reschedule(any(), eq(NOW));
  }
}
