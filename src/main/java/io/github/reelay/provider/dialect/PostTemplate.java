package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One POST of a dialect: where it goes, and what is in it.
 *
 * @param pictured the path of a request with a picture, where that differs
 * @param form {@code multipart/form-data}, not JSON
 * @param body what every request has, with slots such as {@code $prompt}
 * @param withRow whether the fields that the model's row names are added
 * @param keepsDuration there is no word for a length
 */
record PostTemplate(
    String path,
    @Nullable String pictured,
    boolean form,
    JsonNode body,
    boolean withRow,
    boolean keepsDuration) {
  HttpPost write(GenerationRequest request, String source) {
    String template = request.images().isEmpty() || pictured == null ? path : pictured;
    return new HttpPost(
        PathTemplate.fill(template, Map.of("model", request.wire().model(), "id", source)),
        JsonBody.write(this, request));
  }

  boolean namesModel() {
    return path.contains("model}");
  }

  /** Whether the body has a slot, so that no field of a row is needed for it. */
  boolean hasSlot(String slot) {
    return JsonBody.holds(body, slot);
  }

  /** What a row offers and this would not send. */
  List<String> problemsOf(WireFormat wire, String dialect) {
    if (!form) {
      return wire.problemsInJson(body);
    }
    List<String> problems = new ArrayList<>(wire.problemsOfOptions());
    if (wire.aspectField() != null || wire.resolutionField() != null) {
      problems.add(
          "aspect-field and resolution-field are not sent in the %s dialect; take size-field and sizes"
              .formatted(dialect));
    }
    problems.addAll(wire.problemsOfSizes());
    if (wire.imageRule() != null && !wire.imageRule().template().findParents("").isEmpty()) {
      problems.add(
          "picture.value is not sent in the %s dialect, whose requests are forms"
              .formatted(dialect));
    }
    return problems;
  }
}
