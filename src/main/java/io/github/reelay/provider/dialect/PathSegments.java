package io.github.reelay.provider.dialect;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/**
 * An encoder of path segments: ids come from relays, and one must not be able to lead our key to
 * another path.
 */
final class PathSegments {
  private PathSegments() {}

  /** An id as one path segment. */
  static String encode(String id) {
    return URLEncoder.encode(id, StandardCharsets.UTF_8)
        .replace("+", "%20")
        .replace("..", "%2E%2E");
  }
}
