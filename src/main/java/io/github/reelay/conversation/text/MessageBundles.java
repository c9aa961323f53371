package io.github.reelay.conversation.text;

import java.text.MessageFormat;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The message bundles: {@code texts/<part>.properties} (English) and one file per further language,
 * {@code texts/<part>_zh_CN.properties}. The bot speaks every language that has a file; one more
 * language is one more file per part and nothing else, one more part (a chat's own texts) likewise.
 *
 * <p>Sentences are {@link MessageFormat} patterns, so an apostrophe is written twice. The name of a
 * button or command in a sentence is its key, as {@code ${button.fetch}}: it is called there what
 * it is called where it is pressed. Buttons are sent with the sentence and are in its language;
 * commands are listed by the person's client, in the client's. Immutable, thread-safe.
 */
public final class MessageBundles {
  private static final ClassLoader OWN_FILES = MessageBundles.class.getClassLoader();

  private static final ResourceBundle.Control NO_FALLBACK =
      ResourceBundle.Control.getNoFallbackControl(ResourceBundle.Control.FORMAT_PROPERTIES);

  /** Looked for once; files do not come and go. */
  private static final TextFiles OWN = TextFiles.find(OWN_FILES);

  private static final Pattern NAME = Pattern.compile("\\$\\{([a-z0-9.-]+)}");

  /** What a client lists: a command, its options and subcommands. */
  private static final Pattern LISTED_NAME =
      Pattern.compile("[a-z]+\\.(command|option|admin)\\..+\\.name");

  private final List<Locale> languages;
  private final Map<Locale, Map<String, String>> patterns = new HashMap<>();

  public MessageBundles() {
    this(OWN_FILES, OWN);
  }

  /** The bundles another class loader finds. */
  MessageBundles(ClassLoader files) {
    this(files, TextFiles.find(files));
  }

  private MessageBundles(ClassLoader files, TextFiles found) {
    this.languages = found.languages();
    for (Locale language : languages) {
      Map<String, String> all = new HashMap<>();
      for (String part : found.parts()) {
        ResourceBundle bundle =
            ResourceBundle.getBundle("texts." + part, bundleLocale(language), files, NO_FALLBACK);
        for (String key : bundle.keySet()) {
          if (all.put(key, bundle.getString(key)) != null) {
            throw new IllegalStateException("text " + key + " stands in two bundles");
          }
        }
      }
      all.replaceAll((key, pattern) -> withNames(pattern, all));
      patterns.put(language, all);
    }
  }

  /** A pattern with the names of buttons that it has by their keys; those of commands stay keys. */
  private static String withNames(String pattern, Map<String, String> all) {
    return NAME.matcher(pattern)
        .replaceAll(named -> {
          String key = named.group(1);
          String name = all.get(key);
          if (name == null) {
            throw new IllegalStateException("no text " + key + ", named in: " + pattern);
          }
          return Matcher.quoteReplacement(
              LISTED_NAME.matcher(key).matches() ? named.group() : name);
        });
  }

  private String withListedNames(String pattern, Locale client) {
    Map<String, String> names = patterns.getOrDefault(supportedLanguage(client), Map.of());
    return NAME.matcher(pattern)
        .replaceAll(
            named -> Matcher.quoteReplacement(Objects.requireNonNull(names.get(named.group(1)))));
  }

  /** The sentence of a key, for somebody whose client speaks the same language. */
  public String get(Locale language, String key, Object... args) {
    return get(language, language, key, args);
  }

  /**
   * The sentence of a key.
   *
   * @param client the language in which the reader's client lists commands
   * @throws IllegalArgumentException if there is none: a mistake of ours, found by the bundle test
   */
  public String get(Locale language, Locale client, String key, Object... args) {
    Locale spoken = supportedLanguage(language);
    String pattern = patterns.getOrDefault(spoken, Map.of()).get(key);
    if (pattern == null) {
      throw new IllegalArgumentException("no text " + key);
    }
    return new MessageFormat(withListedNames(pattern, client), spoken).format(args);
  }

  /** The words of a list in the bundles, of all languages together. */
  public Set<String> words(String key) {
    return patterns.values().stream()
        .flatMap(all -> Stream.of(all.getOrDefault(key, "").split(" ")))
        .filter(word -> !word.isEmpty())
        .collect(Collectors.toCollection(TreeSet::new));
  }

  public boolean has(String key) {
    return patterns.getOrDefault(Locale.ENGLISH, Map.of()).containsKey(key);
  }

  List<String> keysEndingWith(String suffix) {
    return patterns.getOrDefault(Locale.ENGLISH, Map.of()).keySet().stream()
        .filter(key -> key.endsWith(suffix))
        .toList();
  }

  /** All keys, sorted. */
  public Set<String> keys() {
    return new TreeSet<>(patterns.getOrDefault(Locale.ENGLISH, Map.of()).keySet());
  }

  /** The languages of the program's own bundles; the first, English, fits where nothing else. */
  public static List<Locale> ownLanguages() {
    return OWN.languages();
  }

  /** What the bot speaks; the first, English, is used where nothing else fits. */
  public List<Locale> languages() {
    return languages;
  }

  /**
   * The language the bot speaks that is nearest to a wanted one: any Chinese is answered in
   * Chinese.
   */
  public Locale supportedLanguage(Locale wanted) {
    return languages.stream()
        .filter(l -> l.getLanguage().equals(wanted.getLanguage()))
        .findFirst()
        .orElse(Locale.ENGLISH);
  }

  private static Locale bundleLocale(Locale language) {
    return language.equals(Locale.ENGLISH) ? Locale.ROOT : language;
  }
}
