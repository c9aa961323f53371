package io.github.reelay.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;

/** A reply of the sandbox. */
sealed interface SandboxReply {
  record Json(int status, JsonNode body, Map<String, String> headers) implements SandboxReply {}

  record VideoFile(Path file) implements SandboxReply {}

  /** No answer at all: the connection is cut. */
  record Disconnect() implements SandboxReply {}

  static SandboxReply json(JsonNode body) {
    return new Json(200, body, Map.of());
  }
}
