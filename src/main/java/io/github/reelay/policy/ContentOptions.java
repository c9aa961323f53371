package io.github.reelay.policy;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * The options of the content filter.
 *
 * @param words whole words, in any case
 * @param patterns found anywhere in the prompt
 * @param maxRejections so many rejections by providers within {@code within} pause a person for
 *     {@code pause}; 0 switches it off
 */
public record ContentOptions(
    List<String> words,
    List<Pattern> patterns,
    int maxRejections,
    Duration rejectionWindow,
    Duration pauseDuration) {
  public ContentOptions {
    words = List.copyOf(words);
    patterns = List.copyOf(patterns);
  }
}
