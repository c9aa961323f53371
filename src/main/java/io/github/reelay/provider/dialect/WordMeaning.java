package io.github.reelay.provider.dialect;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * What relays' words mean, as {@code relays/words.tsv} lists them.
 *
 * @param meaning the name of a constant
 */
record WordMeaning(String meaning, Pattern pattern) {
  /**
   * A model's name, perhaps, between the word and what is said about it; possessive, so that it is
   * tried once from each place.
   */
  private static final String NAME = "(\\W{0,4}[\\w./:-]{1,150}+)?\\W{0,4}";

  private static final Map<String, List<WordMeaning>> LISTS = read("/relays/words.tsv");

  /** The meaning of the first of a list that is in the text. */
  static Optional<String> find(String list, String text) {
    return first(list, text, Matcher::find);
  }

  /** The meaning of the first of a list that is the text. */
  static Optional<String> match(String list, String text) {
    return first(list, text, Matcher::matches);
  }

  private static Optional<String> first(String list, String text, Predicate<Matcher> test) {
    return Objects.requireNonNull(LISTS.get(list)).stream()
        .filter(words -> test.test(words.pattern.matcher(text)))
        .map(WordMeaning::meaning)
        .findFirst();
  }

  private static Map<String, List<WordMeaning>> read(String resource) {
    try (InputStream in = Objects.requireNonNull(WordMeaning.class.getResourceAsStream(resource))) {
      return new String(in.readAllBytes(), StandardCharsets.UTF_8)
          .lines()
          .filter(line -> !line.startsWith("#"))
          .map(line -> line.split("\t", 3))
          .collect(
              Collectors.groupingBy(
                  cells -> cells[0],
                  Collectors.mapping(
                      cells ->
                          new WordMeaning(
                              cells[1],
                              Pattern.compile(
                                  cells[2].replace("{name}", NAME), Pattern.CASE_INSENSITIVE)),
                      Collectors.toList())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
