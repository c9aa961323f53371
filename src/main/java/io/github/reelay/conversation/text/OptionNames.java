package io.github.reelay.conversation.text;

import io.github.reelay.task.option.OptionValues;
import io.github.reelay.task.option.VideoOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The names of options and of their values in a language. Immutable, thread-safe. */
public record OptionNames(MessageBundles bundles, Locale language) {
  public String name(VideoOption option) {
    return bundles.get(language, "settings." + option.word());
  }

  /** A value as it is shown and may be typed. */
  public String value(String value) {
    String key = "option." + value;
    return bundles.has(key) ? bundles.get(language, key) : value;
  }

  /** The values that would do, as a list or in one sentence. */
  List<String> allowed(OptionValues values) {
    return switch (values) {
      // Of a switch every language's words are understood; others are typed as they are.
      case OptionValues.Listed(List<String> words, _) ->
          words.contains(VideoOption.ON) ? words.stream().map(this::value).toList() : words;
      case OptionValues.Numbers(long least, long most) ->
          List.of(
              bundles.get(language, "option.numbers", Long.toString(least), Long.toString(most)));
      case OptionValues.Text(int maxLength) ->
          List.of(bundles.get(language, "option.text", maxLength));
    };
  }

  /** What of the chosen options is worth a word: {@code no sound}, {@code seed 7}. */
  Stream<String> facts(Map<VideoOption, String> chosen) {
    return chosen.entrySet().stream()
        .flatMap(entry -> fact(entry.getKey(), entry.getValue()).stream());
  }

  private Optional<String> fact(VideoOption option, String value) {
    String key = "facts." + option.word();
    String exact = key + "." + value;
    return bundles.has(exact)
        ? Optional.of(bundles.get(language, exact))
        : bundles.has(key) ? Optional.of(bundles.get(language, key, value)) : Optional.empty();
  }
}
