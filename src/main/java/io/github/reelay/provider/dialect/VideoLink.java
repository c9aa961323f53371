package io.github.reelay.provider.dialect;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/**
 * The finished file in an answer. APIMart's only example is a picture's ({@code url} as a string);
 * real answers hold an array (docs/facts.md, "Relays: the finished file").
 *
 * @param url absolute, http or https
 * @param expiresAt as told
 */
record VideoLink(String url, @Nullable Instant expiresAt) {
  /** Not a pointer's own word: there a tilde is followed by 0 or 1. */
  static final String JSON_STEP = "/~json";

  private static final List<String> URL_FIELDS = List.of("url", "video_url", "urls");

  /**
   * @param pointers a step {@code /~json} goes into JSON that stands in a text
   */
  static Optional<VideoLink> find(JsonNode node, List<String> pointers) {
    return pointers.stream()
        .map(pointer -> at(node, pointer))
        .flatMap(at -> findIn(at, null).stream())
        .findFirst();
  }

  private static JsonNode at(JsonNode node, String pointer) {
    int text = pointer.indexOf(JSON_STEP);
    return text < 0
        ? node.at(pointer)
        : new HttpReply(0, node.at(pointer.substring(0, text)).asText(""), null)
            .json()
            .at(pointer.substring(text + JSON_STEP.length()));
  }

  private static Optional<VideoLink> findIn(JsonNode node, @Nullable Instant expiresAt) {
    if (node.isTextual()) {
      String url = node.asText().strip();
      String scheme = url.toLowerCase(Locale.ROOT);
      return scheme.startsWith("https://") || scheme.startsWith("http://")
          ? Optional.of(new VideoLink(url, expiresAt))
          : Optional.empty();
    }
    if (node.isArray()) {
      return StreamSupport.stream(node.spliterator(), false)
          .flatMap(item -> findIn(item, expiresAt).stream())
          .findFirst();
    }
    if (node.isObject()) {
      Instant stated = parseTimestamp(node.path("expires_at"));
      return URL_FIELDS.stream()
          .flatMap(field -> findIn(node.path(field), stated == null ? expiresAt : stated).stream())
          .findFirst();
    }
    return Optional.empty();
  }

  /** Unix seconds; some relays count milliseconds. */
  static @Nullable Instant parseTimestamp(JsonNode node) {
    if (!node.canConvertToLong() || node.asLong() <= 0) {
      return null;
    }
    long count = node.asLong();
    try {
      return count > 100_000_000_000L ? Instant.ofEpochMilli(count) : Instant.ofEpochSecond(count);
    } catch (DateTimeException absurd) {
      return null;
    }
  }
}
