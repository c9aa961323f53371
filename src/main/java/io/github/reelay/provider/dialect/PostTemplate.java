package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * One POST of a dialect: where it goes, and what is in it.
 *
 * @param form {@code multipart/form-data}, not JSON
 * @param body what every request has, with slots such as {@code $prompt}
 * @param withRow whether the fields that the model's row names are added
 * @param keepsDuration there is no word for a length
 * @param callback null where the API does not call back
 */
record PostTemplate(
    PathTemplate path,
    boolean form,
    JsonNode body,
    boolean withRow,
    boolean keepsDuration,
    @Nullable Callback callback) {
  /**
   * How an API is told where to call back, and what it says then.
   *
   * @param body added to what is sent, with the slot {@code $callback}
   * @param query the address goes into the query under this name
   * @param ids pointers to the task's id in what it says, in this order
   * @param form the id as answers have it, around {@code {value}}; {@code {app}} is the model's
   *     first two segments
   */
  record Callback(JsonNode body, @Nullable String query, List<String> ids, String form) {
    private static final JsonFactory JSON = new JsonFactory();

    /** It comes from outside, and goes into a path. */
    private static final Pattern ID =
        Pattern.compile("(?!.*\\.\\.)[A-Za-z0-9][A-Za-z0-9_.:-]{0,199}");

    Callback {
      ids = List.copyOf(ids);
    }

    private String path(String path, String address) {
      return query == null
          ? path
          : path
              + (path.contains("?") ? "&" : "?")
              + query
              + "="
              + URLEncoder.encode(address, StandardCharsets.UTF_8);
    }

    /**
     * The id that a call names, as the answer to the POST would have named it.
     *
     * @param said may have been cut: Replicate repeats the whole request, pictures and all
     */
    Optional<String> id(String said, String model) {
      Map<String, String> found = found(said);
      String[] segments = model.split("/", 3);
      String app = segments.length > 1 ? segments[0] + "/" + segments[1] : model;
      return ids.stream()
          .flatMap(pointer -> Optional.ofNullable(found.get(pointer)).stream())
          .findFirst()
          .filter(text -> ID.matcher(text).matches())
          .map(text -> form.replace("{app}", app).replace("{value}", text));
    }

    /** What stands at the pointers, as far as the text can be read. */
    private Map<String, String> found(String said) {
      Map<String, String> found = new HashMap<>();
      try (JsonParser parser = JSON.createParser(said)) {
        for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
          if (token == JsonToken.VALUE_STRING || token == JsonToken.VALUE_NUMBER_INT) {
            String pointer = parser.getParsingContext().pathAsPointer().toString();
            if (ids.contains(pointer)) {
              found.putIfAbsent(pointer, parser.getText());
            }
          }
        }
      } catch (IOException cutOrNoJson) {
        return found;
      }
      return found;
    }
  }

  HttpPost write(GenerationRequest request, String source) {
    String filled =
        path.fill(
            !request.images().isEmpty(), Map.of("model", request.wire().model(), "id", source));
    String address = request.callback();
    return new HttpPost(
        callback == null || address == null ? filled : callback.path(filled, address),
        JsonBody.write(this, request));
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
