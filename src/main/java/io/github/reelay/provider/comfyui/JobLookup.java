package io.github.reelay.provider.comfyui;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.reelay.provider.dialect.HttpReply;
import java.io.IOException;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The look-up of a job by its id: in the queue first, then in the history. The other way round one
 * that ends in between would be in neither.
 */
final class JobLookup {
  private JobLookup() {}

  static Job find(ComfyServer server, String id) {
    try {
      HttpReply queue = server.get("/queue");
      if (!queue.json().has("queue_running")) {
        return unclear(server, queue);
      }
      Job queued = inQueue(queue.json(), id);
      return queued != null ? queued : inHistory(server, id);
    } catch (IOException unreachable) {
      return new Job.Unclear(server.redact(unreachable.toString()), false, null);
    }
  }

  private static @Nullable Job inQueue(JsonNode queue, String id) {
    for (JsonNode entry : queue.path("queue_running")) {
      if (entry.path(1).asText().equals(id)) {
        return new Job.Running();
      }
    }
    for (JsonNode entry : queue.path("queue_pending")) {
      if (entry.path(1).asText().equals(id)) {
        double number = entry.path(0).asDouble();
        int ahead = queue.path("queue_running").size();
        for (JsonNode other : queue.path("queue_pending")) {
          ahead += other.path(0).asDouble() < number ? 1 : 0;
        }
        return new Job.Waiting(ahead);
      }
    }
    return null;
  }

  private static Job inHistory(ComfyServer server, String id) throws IOException {
    HttpReply history = server.get("/history/" + id);
    if (!history.json().isObject() || history.status() != 200) {
      return unclear(server, history);
    }
    JsonNode entry = history.json().path(id);
    if (entry.isMissingNode()) {
      return new Job.Absent();
    }
    JsonNode status = entry.path("status");
    return status.path("status_str").asText().equals("error")
        ? new Job.Ended(NodeError.ofEntry(status))
        : new Job.Done(entry.path("outputs"), gpuTime(status.path("messages")));
  }

  private static @Nullable Duration gpuTime(JsonNode messages) {
    long start = 0;
    long end = 0;
    for (JsonNode message : messages) {
      long at = message.path(1).path("timestamp").asLong();
      switch (message.path(0).asText()) {
        case "execution_start" -> start = at;
        case "execution_success" -> end = at;
        default -> {}
      }
    }
    return start > 0 && end > start ? Duration.ofMillis(end - start) : null;
  }

  private static Job unclear(ComfyServer server, HttpReply reply) {
    return new Job.Unclear(
        server.redact("HTTP " + reply.status() + ", " + reply.foreignBody()),
        reply.status() == 401 || reply.status() == 403,
        reply.retryAfter());
  }
}
