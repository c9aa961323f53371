package io.github.reelay.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.task.Failure;
import io.github.reelay.task.TaskId;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What the server knows of a job. */
sealed interface Job {
  /**
   * In its queue.
   *
   * @param ahead jobs before it, that which runs included
   */
  record Waiting(int ahead) implements Job {}

  record Running() implements Job {}

  /** In its history, as a success. */
  record Done(JsonNode outputs, @Nullable Duration gpuTime) implements Job {}

  /** In its history as an error, or interrupted. */
  record Ended(Failure failure) implements Job {}

  /** Neither in the queue nor in the history: never taken, deleted, or forgotten by a restart. */
  record Absent() implements Job {}

  /**
   * It could not be asked.
   *
   * @param denied it does not let us in
   */
  record Unclear(String evidence, boolean denied, @Nullable Duration retryAfter) implements Job {}

  /**
   * The id of a task's job: always the same, and a UUID in small letters, which newer servers
   * insist on.
   */
  static String id(TaskId task) {
    return UUID.nameUUIDFromBytes(("reelay/" + task.value()).getBytes(StandardCharsets.UTF_8))
        .toString();
  }
}
