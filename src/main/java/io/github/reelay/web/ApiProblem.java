package io.github.reelay.web;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem as the API tells it: {@code {"error":{"message":…,"field":…}}}.
 *
 * @param message a sentence for the person, in their language
 * @param field the field that is at fault, if one is
 */
public record ApiProblem(int status, String message, @Nullable String field) {
  public static ApiProblem forField(String field, String message) {
    return new ApiProblem(400, message, field);
  }

  public void send(Context ctx) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", message);
    if (field != null) {
      error.put("field", field);
    }
    ctx.status(status).json(Map.of("error", error));
  }
}
