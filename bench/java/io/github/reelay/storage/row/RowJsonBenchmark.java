package io.github.reelay.storage.row;

import io.github.reelay.task.Task;
import io.github.reelay.testing.TaskStateExamples;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;

/** A task to and from the text of its row. */
@State(Scope.Benchmark)
public class RowJsonBenchmark {
  private final Task task =
      TaskStateExamples.accepted()
          .withStatus(TaskStateExamples.seen())
          .withState(TaskStateExamples.FETCHING);
  private final String text = RowJson.write(task);

  @Benchmark
  public String write() {
    return RowJson.write(task);
  }

  @Benchmark
  public Task read() {
    return RowJson.read(text, Task.class);
  }
}
