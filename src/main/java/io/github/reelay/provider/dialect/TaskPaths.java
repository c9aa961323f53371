package io.github.reelay.provider.dialect;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The paths of a task that was accepted, with {@code {id}} where its id goes.
 *
 * @param pictured of a task that started from a picture, where that differs
 * @param contentRoute of the file itself
 * @param resultRoute of what the task's answer does not tell, with {@code {value}} from it
 */
record TaskPaths(
    String query,
    @Nullable String pictured,
    @Nullable String contentRoute,
    @Nullable String resultRoute) {
  String task(String id, boolean fromPicture) {
    return PathTemplate.fill(fromPicture && pictured != null ? pictured : query, Map.of("id", id));
  }

  Optional<String> content(String id) {
    return Optional.ofNullable(contentRoute).map(path -> PathTemplate.fill(path, Map.of("id", id)));
  }

  Optional<String> result(String id, String value) {
    return Optional.ofNullable(resultRoute)
        .filter(path -> !value.isBlank() || !path.contains("value"))
        .map(path -> PathTemplate.fill(path, Map.of("id", id, "value", value)));
  }
}
