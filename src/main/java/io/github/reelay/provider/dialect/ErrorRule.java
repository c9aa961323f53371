package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Where an API has its errors, if not where most have them.
 *
 * @param codes pointers to a code that stands in good answers too
 * @param texts pointers to what it says in words
 * @param good the codes of good answers; with another one, a 2xx is an error
 * @param statuses the HTTP status that a code amounts to, whatever came
 */
record ErrorRule(
    List<String> codes, List<String> texts, Set<String> good, Map<String, Integer> statuses) {
  static final ErrorRule NONE = new ErrorRule(List.of(), List.of(), Set.of(), Map.of());

  ErrorRule {
    codes = List.copyOf(codes);
    texts = List.copyOf(texts);
    good = Set.copyOf(good);
    statuses = Map.copyOf(statuses);
  }

  String code(JsonNode json) {
    return Pointers.first(json, codes).asText("");
  }

  /** Whether a 2xx with this code is none. */
  boolean isBad(String code) {
    return !code.isEmpty() && !good.isEmpty() && !good.contains(code);
  }
}
