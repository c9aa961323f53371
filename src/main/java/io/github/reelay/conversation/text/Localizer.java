package io.github.reelay.conversation.text;

import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.RichText.Span;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A localizer whose placeholders are filled with styled spans, so that what a person or a relay
 * wrote stays apart from our own words. Immutable, thread-safe.
 */
public record Localizer(MessageBundles bundles) {
  /** Stands for argument 0 while a pattern is filled in; private use, so no sentence holds it. */
  private static final char FIRST_PLACEHOLDER = '\uE000';

  private static final int MAX_ARGUMENTS = 16;

  private static final String NAME = ".name";

  /** The same for somebody whose client speaks the same language. */
  public RichText richText(Locale language, String key, Object... args) {
    return richText(language, language, key, args);
  }

  /**
   * @param client the language in which the reader's client lists commands
   * @param args numbers, texts of our own, or {@link RichText} and {@link Span} for pieces with a
   *     mark
   */
  public RichText richText(Locale language, Locale client, String key, Object... args) {
    Object[] filled = args.clone();
    for (int i = 0; i < args.length; i++) {
      if (args[i] instanceof RichText || args[i] instanceof Span) {
        filled[i] = String.valueOf((char) (FIRST_PLACEHOLDER + i));
      }
    }
    String pattern = bundles.get(language, client, key, filled);
    RichText.Builder text = RichText.builder();
    int from = 0;
    for (int at = 0; at < pattern.length(); at++) {
      int index = pattern.charAt(at) - FIRST_PLACEHOLDER;
      if (index < 0 || index >= Math.min(args.length, MAX_ARGUMENTS)) {
        continue;
      }
      if (at > from) {
        text.plain(pattern.substring(from, at));
      }
      from = at + 1;
      switch (args[index]) {
        case RichText piece -> text.append(piece);
        case Span span -> text.append(new RichText(List.of(span)));
        default -> text.plain(pattern.substring(at, from));
      }
    }
    if (from < pattern.length()) {
      text.plain(pattern.substring(from));
    }
    return text.build();
  }

  /**
   * A command to type, under the names that platforms with commands in people's languages give it
   * ({@code <platform>.command.<word>.name}, {@code <platform>.admin.<word>.name}).
   *
   * @param language of the client that lists the commands
   * @param line without the slash; words behind the names stay as they are: {@code admin limits set
   *     cool-down 30s}
   */
  public Span.Command command(Locale language, String line) {
    List<String> words = List.of(line.split(" "));
    String suffix = ".command." + words.getFirst() + NAME;
    Map<String, String> own = new HashMap<>();
    for (String key : bundles.keysEndingWith(suffix)) {
      String platform = key.substring(0, key.length() - suffix.length());
      List<String> named = new ArrayList<>(words);
      named.set(0, plainText(language, key));
      String path = platform + "." + words.getFirst();
      for (int at = 1; at < words.size(); at++) {
        named.set(at, alternatives(language, path, words.get(at)));
        path = path + "." + words.get(at);
      }
      own.put(platform, "/" + String.join(" ", named));
    }
    return new Span.Command("/" + line, own);
  }

  /** One word, or some of which one is typed: {@code pause|resume}. */
  private String alternatives(Locale language, String path, String word) {
    return Stream.of(word.split("\\|", -1))
        .map(one -> {
          String key = path + "." + one + NAME;
          return bundles.has(key) ? plainText(language, key) : one;
        })
        .collect(Collectors.joining("|"));
  }

  public String plainText(Locale language, String key, Object... args) {
    return bundles.get(language, key, args);
  }
}
