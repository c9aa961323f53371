package io.github.reelay.policy;

import io.github.reelay.task.FailureKind;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import java.text.Normalizer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * The content filter: the operator's own rules, and the pause for people whose prompts providers
 * keep rejecting. Immutable, thread-safe.
 */
public final class ContentFilter {
  private final ContentOptions options;
  private final List<Pattern> patterns;

  public ContentFilter(ContentOptions options) {
    this.options = options;
    List<Pattern> all = new ArrayList<>(options.patterns());
    for (String word : options.words()) {
      all.add(wholeWord(word));
    }
    patterns = List.copyOf(all);
  }

  /** Whether a prompt is refused. */
  public boolean refuses(String prompt) {
    String plain = Normalizer.normalize(prompt, Normalizer.Form.NFKC).toLowerCase(Locale.ROOT);
    return patterns.stream().anyMatch(p -> p.matcher(plain).find() || p.matcher(prompt).find());
  }

  /**
   * Until when a person is paused.
   *
   * @param newest the person's newest tasks; read only when it matters
   */
  public Optional<Instant> pausedUntil(Supplier<List<Task>> newest, Instant now) {
    if (options.maxRejections() <= 0) {
      return Optional.empty();
    }
    List<Instant> rejections =
        newest.get().stream()
            .filter(task ->
                task.state() instanceof TaskState.Failed failed
                    && failed.failure().kind() == FailureKind.CONTENT_REJECTED)
            .map(task -> task.state().since())
            .sorted(Comparator.reverseOrder())
            .limit(options.maxRejections())
            .toList();
    if (rejections.size() < options.maxRejections()) {
      return Optional.empty();
    }
    Instant last = rejections.getFirst();
    boolean close = !rejections.getLast().isBefore(last.minus(options.rejectionWindow()));
    Instant end = last.plus(options.pauseDuration());
    return close && now.isBefore(end) ? Optional.of(end) : Optional.empty();
  }

  /** Scripts without spaces have no word boundaries: there a word is found anywhere. */
  private static Pattern wholeWord(String word) {
    String quoted = Pattern.quote(word.toLowerCase(Locale.ROOT));
    boolean spaced =
        word.codePoints()
            .noneMatch(c ->
                Character.isIdeographic(c)
                    || Character.UnicodeScript.of(c) == Character.UnicodeScript.HIRAGANA
                    || Character.UnicodeScript.of(c) == Character.UnicodeScript.KATAKANA
                    || Character.UnicodeScript.of(c) == Character.UnicodeScript.THAI);
    return Pattern.compile(
        spaced ? "(?<![\\p{L}\\p{N}])" + quoted + "(?![\\p{L}\\p{N}])" : quoted,
        Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
  }
}
