package io.github.reelay.tracking.state;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskUpdate;
import io.github.reelay.testing.TaskStateExamples;
import io.github.reelay.tracking.port.PollResult;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** What is decided after a poll of a running task, and when it is asked next. */
@State(Scope.Benchmark)
public class TransitionBenchmark {
  private final TaskTransitions transitions = new TaskTransitions(TaskStateExamples.CONFIG);
  private final PollSchedule schedule = new PollSchedule(TaskStateExamples.CONFIG);
  private final Task running =
      TaskStateExamples.accepted()
          .withStatus(TaskStateExamples.seen())
          .nextVersion(TaskStateExamples.RUNNING, TaskStateExamples.NOW);
  private final Instant now = TaskStateExamples.NOW.plusSeconds(30);
  private final TaskEvent working =
      new TaskEvent.Polled(new PollResult.Working(40, Duration.ofSeconds(50)));

  @Benchmark
  public Optional<TaskUpdate> step() {
    return transitions.apply(running, working, now);
  }

  @Benchmark
  public Duration pollPlan() {
    return schedule.nextDelay(TaskStateExamples.RUNNING, TaskStateExamples.OFFER, now, 0.5);
  }
}
