package io.github.reelay.web;

import io.javalin.http.Context;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A problem as the API tells it: {@code {"error":{"message":…,"field":…}}}.
 *
 * @param message a sentence for the person, in their language
 * @param field the field that is at fault, if one is
 * @param mends what would do instead, each a value that JSON is made of
 */
public record ApiProblem(int status, String message, @Nullable String field, List<?> mends) {
  public ApiProblem {
    mends = List.copyOf(mends);
  }

  public ApiProblem(int status, String message, @Nullable String field) {
    this(status, message, field, List.of());
  }

  public static ApiProblem forField(String field, String message) {
    return new ApiProblem(400, message, field);
  }

  public ApiProblem withMends(List<?> others) {
    return new ApiProblem(status, message, field, others);
  }

  public void send(Context ctx) {
    Map<String, Object> error = new LinkedHashMap<>();
    error.put("message", message);
    if (field != null) {
      error.put("field", field);
    }
    if (!mends.isEmpty()) {
      error.put("mends", mends);
    }
    ctx.status(status).json(Map.of("error", error));
  }
}
