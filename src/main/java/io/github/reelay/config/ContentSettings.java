package io.github.reelay.config;

import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;

/**
 * What is refused before anything is spent.
 *
 * @param words whole words, in any case
 * @param patterns found anywhere, in any case
 */
public record ContentSettings(List<String> words, List<Pattern> patterns, Rejections rejections) {
  /** A person whose prompts providers rejected {@code most} times within a time is paused. */
  public record Rejections(int most, Duration within, Duration pause) {}

  private static final Duration SECOND = Duration.ofSeconds(1);

  public static ContentSettings read(SettingReader in) {
    return new ContentSettings(
        in.texts("content.words", "words"),
        in.list(
            "content.patterns",
            "regular expressions",
            text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)),
        new Rejections(
            in.count("content.rejections.most", 1, 1000),
            in.time("content.rejections.within", SECOND),
            in.time("content.rejections.pause", SECOND)));
  }
}
