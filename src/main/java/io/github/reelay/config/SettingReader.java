package io.github.reelay.config;

import io.github.reelay.task.DurationParser;
import io.github.reelay.task.EnumNames;
import io.github.reelay.task.Money;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * A reader of settings by their path ({@code limits.cool-down}): what the environment says, else
 * the installation's file, else the shipped {@code reelay.yaml}, which has every key and its
 * default.
 *
 * <p>A package reads its own section into its own options, once, in one thread. A value that is not
 * allowed never stops the reading: it is recorded with its path and place, the default takes its
 * place, and whoever loads the settings tells all mistakes at once ({@link #errors()}).
 *
 * <p>Asking for a key that {@code reelay.yaml} does not have is a fault of the program and throws
 * {@link IllegalStateException}. Parsers given to {@link #value}, {@link #optional} and {@link
 * #list} throw {@link IllegalArgumentException} or {@link ArithmeticException} for what they do not
 * take.
 */
public final class SettingReader {
  /** The word for "not set". */
  public static final String NONE = RawValue.NONE;

  private static final String MONEY = "an amount such as 20.00";
  private static final String TIME = "a time such as 30s, 5m or 72h";
  private static final String SIZE = "a size such as 50MB or 20MiB";
  private static final String FOLDER = "a folder's path";
  private static final int MAX_COUNT = 1_000_000;

  private final ConfigSchema schema;
  private final Environment environment;
  private final ConfigFolder folder;
  private final SettingValues values;
  private final Secrets secrets;
  private final ConfigErrors errors;
  private final Set<Secret> secretsRead = new LinkedHashSet<>();

  SettingReader(
      ConfigSchema schema,
      Environment environment,
      ConfigFolder folder,
      SettingValues values,
      ConfigErrors errors) {
    this.schema = schema;
    this.environment = environment;
    this.folder = folder;
    this.values = values;
    this.secrets = new Secrets(schema, environment, errors);
    this.errors = errors;
  }

  /** Where the configuration's other files are. */
  public ConfigFolder configFolder() {
    return folder;
  }

  /** True or false. */
  public boolean flag(String path) {
    return value(
        path,
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "yes", "on", "1" -> true;
              case "false", "no", "off", "0" -> false;
              default -> throw new IllegalArgumentException("no flag");
            });
  }

  /** A whole number within bounds, both included. */
  public int count(String path, int min, int max) {
    return value(path, range(min, max), text -> parseCount(text, min, max));
  }

  /** A whole number from 1 on. */
  public Optional<Integer> optionalCount(String path) {
    return optional(path, range(1, MAX_COUNT), text -> parseCount(text, 1, MAX_COUNT));
  }

  /** An amount in the operator's currency, not below zero. */
  public Optional<Money> optionalMoney(String path) {
    return optional(path, MONEY, SettingReader::parseMoney);
  }

  /** A time no shorter than the given one. */
  public Duration time(String path, Duration min) {
    return value(path, TIME + ", no less than " + describe(min), text -> parseTime(text, min));
  }

  /** A time of a second or more. */
  public Optional<Duration> optionalTime(String path) {
    return optional(path, TIME, text -> parseTime(text, Duration.ofSeconds(1)));
  }

  /** A size in bytes. */
  public long size(String path) {
    return value(path, SIZE, Sizes::parse);
  }

  /** One of an enum's constants, written in small letters with dashes. */
  public <E extends Enum<E>> E choice(String path, Class<E> type) {
    String words =
        Arrays.stream(type.getEnumConstants())
            .map(EnumNames::kebabCase)
            .collect(Collectors.joining(", "));
    return value(path, "one of " + words, text -> parseChoice(type, text));
  }

  /** An address, without slashes at its end unless its form keeps one. */
  public URI url(String path, UrlForm form) {
    return value(path, form.allowed(), form::parse);
  }

  /** An address, if there is one. */
  public Optional<URI> optionalUrl(String path, UrlForm form) {
    return optional(path, form.allowed(), form::parse);
  }

  /**
   * A folder's absolute path: a relative one starts in the installation's folder, or in the working
   * folder if a variable names it.
   */
  public Path folder(String path) {
    return absolute(path, value(path, FOLDER, Path::of));
  }

  /** Likewise, if there is one. */
  public Optional<Path> optionalFolder(String path) {
    return optional(path, FOLDER, Path::of).map(named -> absolute(path, named));
  }

  private Path absolute(String path, Path named) {
    Path start = values.isVariable(path) ? environment.workingFolder() : environment.homeFolder();
    return start.resolve(named).normalize();
  }

  /** Any text but an empty one. */
  public String text(String path, String allowed) {
    return value(
        path,
        allowed,
        text -> {
          if (text.isEmpty()) {
            throw new IllegalArgumentException("nothing");
          }
          return text;
        });
  }

  /** A list of texts. */
  public List<String> texts(String path, String allowed) {
    return list(path, allowed, text -> text);
  }

  /** The secret of a key, whatever its characters; comes from the environment only. */
  public Optional<Secret> secret(String path) {
    return recorded(secrets.read(path));
  }

  /** The secret of a key that becomes part of a header or an address. */
  public Optional<Secret> token(String path) {
    return recorded(secrets.token(path));
  }

  /** A value of another kind. */
  public <T> T value(String path, String allowed, Function<String, T> parser) {
    return values.value(path, allowed, parser);
  }

  /** A value of another kind that may be {@code none}. */
  public <T> Optional<T> optional(String path, String allowed, Function<String, T> parser) {
    return values.optional(path, allowed, parser);
  }

  /** A list of values of another kind; a variable writes it with commas. */
  public <T> List<T> list(String path, String allowed, Function<String, T> parser) {
    return values.list(path, allowed, parser);
  }

  /** Names of the entries below a section whose entries the operator names. */
  public Set<String> entries(String section) {
    return values.entries(section);
  }

  /** Where a key's value was read: a file with the line, or a variable. */
  public String source(String path) {
    return values.source(path);
  }

  /** Whether a key has another value than the shipped one. */
  public boolean isGiven(String path) {
    return values.isGiven(path);
  }

  /** Records a mistake about a value that is well-formed but does not fit. */
  public void reject(String path, String allowed) {
    values.reject(path, allowed);
  }

  /** Records a mistake in the environment; the same one is told once. */
  public void addError(String where, String found, String allowed, String remedy) {
    errors.addError(where, found, allowed, remedy);
  }

  /** Records a sentence for the log; the same one is told once. */
  public void addWarning(String sentence) {
    errors.addWarning(sentence);
  }

  /** What is wrong so far; settings read with mistakes must not be used. */
  public List<ConfigError> errors() {
    return errors.errors();
  }

  /** What the operator should know so far. */
  public List<String> warnings() {
    return errors.warnings();
  }

  /** The secrets read so far: no log may show them. */
  public List<Secret> secretsRead() {
    return List.copyOf(secretsRead);
  }

  /** The environment variable to recommend for a key. */
  public String variable(String path) {
    return schema.variables(path).getFirst();
  }

  private Optional<Secret> recorded(Optional<Secret> secret) {
    secret.ifPresent(secretsRead::add);
    return secret;
  }

  private static Money parseMoney(String text) {
    Money money = Money.of(text);
    if (money.micros() < 0) {
      throw new IllegalArgumentException("below zero");
    }
    return money;
  }

  private static int parseCount(String text, int min, int max) {
    int number = Integer.parseInt(text);
    if (number < min || number > max) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  private static Duration parseTime(String text, Duration min) {
    Duration time =
        DurationParser.STANDARD
            .parse(text)
            .orElseThrow(() -> new IllegalArgumentException("not a time"));
    if (time.compareTo(min) < 0) {
      throw new IllegalArgumentException("too short");
    }
    return time;
  }

  private static <E extends Enum<E>> E parseChoice(Class<E> type, String text) {
    return Arrays.stream(type.getEnumConstants())
        .filter(c -> EnumNames.kebabCase(c).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such word"));
  }

  private static String range(int min, int max) {
    return "a whole number from " + min + " to " + max;
  }

  private static String describe(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }
}
