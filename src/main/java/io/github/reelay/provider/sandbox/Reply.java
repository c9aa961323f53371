package io.github.reelay.provider.sandbox;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.Map;

/** What the sandbox answers. */
sealed interface Reply {
  record Json(int status, JsonNode body, Map<String, String> headers) implements Reply {}

  record Film(Path file) implements Reply {}

  /** No answer at all: the connection is cut. */
  record Cut() implements Reply {}

  static Reply json(JsonNode body) {
    return new Json(200, body, Map.of());
  }
}
