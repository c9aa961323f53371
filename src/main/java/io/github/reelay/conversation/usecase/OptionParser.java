package io.github.reelay.conversation.usecase;

import io.github.reelay.task.AspectRatio;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parser of options in free text: {@code --model x}, {@code --model=x} and the like anywhere;
 * {@code 8s}, {@code 9:16}, {@code 720p} only as whole words at the start or the end, because
 * inside a sentence they are part of it.
 */
final class OptionParser {
  /** The options there are, in the order people are told of them. */
  static final List<String> OPTION_NAMES = List.of("model", "duration", "aspect", "resolution");

  /** Phones turn two hyphens into a dash; Chinese keyboards type two dashes. */
  private static final Pattern FLAG_PATTERN =
      Pattern.compile(
          "(?<dash>--|[—–]{1,2}|－－)(?<name>\\p{Alpha}[\\p{Alnum}-]*)(?<set>[=＝：:](?<value>.*))?",
          Pattern.DOTALL);

  private static final Pattern DURATION_PATTERN =
      Pattern.compile("\\d{1,3}(s|sec|秒)", Pattern.CASE_INSENSITIVE);
  private static final Pattern RESOLUTION_PATTERN =
      Pattern.compile("\\d{3,4}p|4k", Pattern.CASE_INSENSITIVE);

  /**
   * Shapes people know; those we cannot make are refused by name rather than left in the prompt.
   */
  private static final Set<String> ASPECT_RATIOS =
      Set.of("16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21", "3:2", "2:3", "4:5", "5:4");

  private static final Map<String, String> ALIASES =
      Map.of(
          "length", "duration",
          "seconds", "duration",
          "ratio", "aspect",
          "shape", "aspect",
          "ar", "aspect",
          "res", "resolution");

  private static final Pattern WORD_PATTERN = Pattern.compile("\\S+");

  private OptionParser() {}

  /** What was found. */
  sealed interface ParseResult {
    /**
     * @param values by the names in {@link #OPTION_NAMES}
     */
    record Parsed(String prompt, Map<String, String> values) implements ParseResult {
      @Nullable String value(String name) {
        return values.get(name);
      }
    }

    /** A flag nobody knows; as typed, with its dashes. */
    record UnknownOption(String flag) implements ParseResult {}

    /** A known flag with nothing behind it. */
    record MissingValue(String flag) implements ParseResult {}
  }

  static ParseResult parse(String typed) {
    StringBuilder rest = new StringBuilder();
    Map<String, String> values = new HashMap<>();
    Matcher words = WORD_PATTERN.matcher(typed);
    int from = 0;
    while (words.find(from)) {
      rest.append(typed, from, words.start());
      from = words.end();
      Matcher flag = FLAG_PATTERN.matcher(words.group());
      String name = flag.matches() ? optionName(flag.group("name")) : null;
      if (name == null) {
        if (flag.matches() && flag.group("dash").equals("--")) {
          return new ParseResult.UnknownOption("--" + flag.group("name"));
        }
        rest.append(words.group());
        continue;
      }
      String value = flag.group("value");
      if (value == null) {
        boolean more = words.find(from);
        value = more ? words.group() : "";
        from = more ? words.end() : from;
      }
      if (value.isEmpty() || FLAG_PATTERN.matcher(value).matches()) {
        return new ParseResult.MissingValue("--" + name);
      }
      values.put(name, value);
    }
    rest.append(typed.substring(from));
    return new ParseResult.Parsed(takeShortForms(rest.toString(), values), Map.copyOf(values));
  }

  private static @Nullable String optionName(String typed) {
    String lower = typed.toLowerCase(Locale.ROOT);
    return OPTION_NAMES.contains(lower) ? lower : ALIASES.get(lower);
  }

  /** Takes short forms off both ends; a written-out flag goes before a short form. */
  private static String takeShortForms(String text, Map<String, String> values) {
    Map<String, String> found = new HashMap<>();
    List<int[]> words = new ArrayList<>();
    WORD_PATTERN.matcher(text).results().forEach(r -> words.add(new int[] {r.start(), r.end()}));
    int first = 0;
    int last = words.size();
    while (first < last && takeShortForm(text, words.get(first), found)) {
      first++;
    }
    while (last > first && takeShortForm(text, words.get(last - 1), found)) {
      last--;
    }
    found.forEach(values::putIfAbsent);
    return first == last ? "" : text.substring(words.get(first)[0], words.get(last - 1)[1]);
  }

  private static boolean takeShortForm(String text, int[] word, Map<String, String> found) {
    String token = text.substring(word[0], word[1]);
    String option = optionOf(token);
    return option != null && found.putIfAbsent(option, token) == null;
  }

  private static @Nullable String optionOf(String token) {
    if (DURATION_PATTERN.matcher(token).matches()) {
      return "duration";
    }
    if (RESOLUTION_PATTERN.matcher(token).matches()) {
      return "resolution";
    }
    boolean digits = Character.isDigit(token.charAt(0));
    boolean shape = ASPECT_RATIOS.contains(token.replace('：', ':'));
    return shape || (digits && AspectRatio.parse(token).isPresent()) ? "aspect" : null;
  }
}
