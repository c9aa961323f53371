package io.github.reelay.provider.dialect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A path with places: {@code {id}} for one segment, {@code {+id}} for several. Ids come from
 * relays, and one must not be able to lead our key to another path.
 *
 * @param path perhaps with a query
 * @param pictured what it is for a task that starts from a picture; null: the same
 */
record PathTemplate(String path, @Nullable String pictured) {
  static final Pattern PLACE = Pattern.compile("\\{(\\+?)([a-z]+)}");

  /**
   * @param values by the names of the places
   */
  String fill(boolean fromPicture, Map<String, String> values) {
    return PLACE
        .matcher(fromPicture && pictured != null ? pictured : path)
        .replaceAll(place -> {
          String value = values.getOrDefault(place.group(2), "");
          return Matcher.quoteReplacement(
              place.group(1).isEmpty()
                  ? encode(value)
                  : Arrays.stream(value.split("/"))
                      .map(PathTemplate::encode)
                      .collect(Collectors.joining("/")));
        });
  }

  /** For a path that is the same in any case. */
  String fill(String place, String value) {
    return fill(false, Map.of(place, value));
  }

  boolean has(String place) {
    return path.contains(place + "}");
  }

  /** An id as one path segment. */
  private static String encode(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("..", "%2E%2E");
  }
}
