package io.github.reelay.storage;

import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.VideoRequest;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.Requester;
import java.util.List;
import java.util.Map;

/** A redactor of ended tasks: leaves out what they say about their person. */
final class TaskRedactor {
  private TaskRedactor() {}

  /**
   * The next version of a task: no prompt, options, name, picture or means to answer; a kept video
   * counts as deleted, and its status message is left as it is: "done" would say that the video was
   * posted.
   */
  static Task redact(Task task) {
    VideoRequest request =
        task.request().withPrompt("").withPictures(List.of()).withOptions(Map.of()).withFull(null);
    Requester requester = new Requester(task.requester().person(), "", task.requester().language());
    Destination destination = task.address();
    return task.nextVersion(redactState(task.state()), task.due())
        .withRequester(requester)
        .withAddress(
            new Destination(
                destination.chat(), destination.server(), destination.thread(), null, null))
        .withRequest(request)
        .withStatus(
            task.state() instanceof TaskState.Undeliverable
                ? task.status().asLost()
                : task.status());
  }

  private static TaskState redactState(TaskState state) {
    return state instanceof TaskState.Undeliverable undeliverable
        ? new TaskState.Deleted(undeliverable.since())
        : state;
  }
}
