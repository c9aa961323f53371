package io.github.reelay.provider.dialect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * A path with places: {@code {id}} for one segment, {@code {+id}} for several. Ids come from
 * relays, and one must not be able to lead our key to another path.
 */
final class PathTemplate {
  /** A path, perhaps with a query; the places in it are the group. */
  static final Pattern PLACE = Pattern.compile("\\{(\\+?)([a-z]+)}");

  private PathTemplate() {}

  /**
   * @param values by the names of the places
   */
  static String fill(String template, Map<String, String> values) {
    return PLACE
        .matcher(template)
        .replaceAll(place -> {
          String value = values.getOrDefault(place.group(2), "");
          return place.group(1).isEmpty()
              ? encode(value)
              : Arrays.stream(value.split("/"))
                  .map(PathTemplate::encode)
                  .collect(Collectors.joining("/"));
        });
  }

  /** An id as one path segment. */
  private static String encode(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("..", "%2E%2E");
  }
}
