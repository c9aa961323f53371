package io.github.reelay.conversation.request;

import io.github.reelay.conversation.RequestOption;
import io.github.reelay.conversation.text.OptionReader;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A parser of options in free text: {@code --model x}, {@code --model=x}, {@code --no "x y"} and
 * the like anywhere; {@code 8s}, {@code 9:16}, {@code 720p} only as whole words at the start or the
 * end, because inside a sentence they are part of it.
 */
public record OptionParser(OptionReader reader) {
  /** Phones turn two hyphens into a dash; Chinese keyboards type two dashes. */
  private static final Pattern FLAG_PATTERN =
      Pattern.compile(
          "(?<dash>--|[—–]{1,2}|－－)(?<name>\\p{Alpha}[\\p{Alnum}-]*)(?<set>[=＝：:](?<value>.*))?",
          Pattern.DOTALL);

  private static final String QUOTES = "\"“”„";

  /** A word, or several in quotation marks as keyboards make them. */
  private static final Pattern VALUE_PATTERN =
      Pattern.compile(
          "(?<gap>\\s*)(?:["
              + QUOTES
              + "](?<quoted>[^"
              + QUOTES
              + "]*)["
              + QUOTES
              + "]|(?<word>\\S+))");

  private static final Pattern RESOLUTION_PATTERN =
      Pattern.compile("\\d{3,4}p|[24]k", Pattern.CASE_INSENSITIVE);

  /**
   * Shapes people know; those we cannot make are refused by name rather than left in the prompt.
   */
  private static final Set<String> ASPECT_RATIOS =
      Set.of("16:9", "9:16", "1:1", "4:3", "3:4", "21:9", "9:21", "3:2", "2:3", "4:5", "5:4");

  private static final Pattern WORD_PATTERN = Pattern.compile("\\S+");

  /** What was found. */
  public sealed interface ParseResult {
    record Parsed(String prompt, Map<RequestOption, String> values) implements ParseResult {}

    /** A flag nobody knows; as typed, with its dashes. */
    record UnknownOption(String flag) implements ParseResult {}

    /** A known flag with nothing behind it. */
    record MissingValue(String flag) implements ParseResult {}

    /** A known flag with a quotation that never ends. */
    record OpenQuote(String flag) implements ParseResult {}
  }

  public ParseResult parse(String typed) {
    StringBuilder rest = new StringBuilder();
    Map<RequestOption, String> values = new EnumMap<>(RequestOption.class);
    Matcher words = WORD_PATTERN.matcher(typed);
    int from = 0;
    while (words.find(from)) {
      rest.append(typed, from, words.start());
      from = words.end();
      Matcher flag = FLAG_PATTERN.matcher(words.group());
      RequestOption option =
          flag.matches() ? RequestOption.ofName(flag.group("name")).orElse(null) : null;
      if (option == null) {
        if (flag.matches() && flag.group("dash").equals("--")) {
          return new ParseResult.UnknownOption("--" + flag.group("name"));
        }
        rest.append(words.group());
        continue;
      }
      boolean set = flag.group("set") != null;
      Matcher value = VALUE_PATTERN.matcher(typed);
      value.region(set ? words.start() + flag.start("value") : from, typed.length());
      boolean found = value.lookingAt() && !(set && !value.group("gap").isEmpty());
      String word = found ? value.group("word") : "";
      String text = word == null ? value.group("quoted") : word;
      if (!flag.group("dash").equals("--") && word != null && !isMeant(option, word)) {
        rest.append(words.group());
        continue;
      }
      if (text.isBlank() || (word != null && FLAG_PATTERN.matcher(word).matches())) {
        return new ParseResult.MissingValue(option.flag());
      }
      if (word != null && QUOTES.indexOf(word.charAt(0)) >= 0) {
        return new ParseResult.OpenQuote(option.flag());
      }
      values.put(option, text);
      from = value.end();
    }
    rest.append(typed.substring(from));
    return new ParseResult.Parsed(takeShortForms(rest.toString(), values), Map.copyOf(values));
  }

  /**
   * Whether a dash that a phone or a writer made stands for hyphens: the words of some options are
   * everyday ones, so what follows must be a value.
   */
  private boolean isMeant(RequestOption option, String word) {
    return switch (option.type()) {
      case null -> true;
      case SWITCH, NUMBER -> reader.read(option, word).isPresent();
      case TEXT, WORD -> false;
    };
  }

  /** Takes short forms off both ends; a written-out flag goes before a short form. */
  private String takeShortForms(String text, Map<RequestOption, String> values) {
    Map<RequestOption, String> found = new EnumMap<>(RequestOption.class);
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

  private boolean takeShortForm(String text, int[] word, Map<RequestOption, String> found) {
    String token = text.substring(word[0], word[1]);
    RequestOption option = optionOf(token);
    return option != null && found.putIfAbsent(option, token) == null;
  }

  private @Nullable RequestOption optionOf(String token) {
    if (reader.isShortDuration(token)) {
      return RequestOption.DURATION;
    }
    if (RESOLUTION_PATTERN.matcher(token).matches()) {
      return RequestOption.RESOLUTION;
    }
    boolean shape =
        ASPECT_RATIOS.contains(token.toLowerCase(Locale.ROOT).replace('：', ':').replace('x', ':'));
    return shape ? RequestOption.ASPECT : null;
  }
}
