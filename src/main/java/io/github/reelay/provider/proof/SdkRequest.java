package io.github.reelay.provider.proof;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.github.reelay.provider.dialect.Dialect;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * What the API's official client sent for the request of a recording: path, JSON, and the headers
 * that matter, with {@code $key} for the key. Ours must be the same but for what is named under
 * {@code except}, each with its reason: a pointer into what is sent, or {@code header} and a name.
 */
record SdkRequest(JsonNode recorded) {
  private static final String KEY = "$key";
  private static final String HEADER = "header ";

  String line() {
    return "as    "
        + recorded.path("client").asText()
        + " sends it"
        + (recorded.path("except").isEmpty() ? "" : ", except " + recorded.path("except"));
  }

  /** What differs and is not excepted, or is excepted and does not differ. */
  List<String> problems(JsonNode sent, Dialect dialect) {
    List<String> problems = new ArrayList<>();
    ObjectNode ours = sent.deepCopy();
    ObjectNode theirs = recorded.path("sends").deepCopy();
    Map<String, String> headers = headers(dialect);
    Map<String, String> theirHeaders = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    recorded
        .path("headers")
        .properties()
        .forEach(header -> theirHeaders.put(header.getKey(), header.getValue().asText()));
    for (Map.Entry<String, JsonNode> except : recorded.path("except").properties()) {
      String place = except.getKey();
      boolean differs;
      if (place.startsWith(HEADER)) {
        String name = place.substring(HEADER.length());
        differs = !Objects.equals(headers.remove(name), theirHeaders.remove(name));
      } else {
        JsonPointer pointer = JsonPointer.compile(place);
        differs = !ours.at(pointer).equals(theirs.at(pointer));
        List.of(ours, theirs).forEach(all -> remove(all, pointer));
      }
      if (!differs) {
        problems.add("sdk.except names " + place + ", which does not differ");
      }
    }
    if (!ours.equals(theirs)) {
      problems.add("the official client sends " + theirs);
    }
    if (!headers.equals(theirHeaders)) {
      problems.add("the official client has the headers " + theirHeaders);
    }
    return problems;
  }

  private static Map<String, String> headers(Dialect dialect) {
    Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.putAll(dialect.headers());
    headers.put(dialect.keyHeader().header(), dialect.keyHeader().value(KEY, Instant.EPOCH));
    return headers;
  }

  private static void remove(JsonNode all, JsonPointer pointer) {
    if (all.at(pointer.head()) instanceof ObjectNode parent) {
      parent.remove(pointer.last().getMatchingProperty());
    }
  }
}
