package io.github.reelay.config;

import io.github.reelay.task.DurationParser;
import io.github.reelay.task.EnumNames;
import io.github.reelay.task.Money;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The kinds of values that sections are made of, with the words that say what is allowed. */
final class SettingReader {
  private static final String MONEY = "an amount such as 20.00";
  private static final String TIME = "a time such as 30s, 5m or 72h";
  private static final String SIZE = "a size such as 50MB or 20MiB";
  private static final String IDS = "ids with their platform, such as ";
  private static final Pattern ID = Pattern.compile("([a-z]+):-?[0-9A-Za-z_]{1,40}");
  private static final List<String> PLATFORMS = List.of("discord", "telegram", "web");

  final SettingValues values;
  final Secrets secrets;
  final ConfigErrors errors;

  SettingReader(SettingValues values, Secrets secrets, ConfigErrors errors) {
    this.values = values;
    this.secrets = secrets;
    this.errors = errors;
  }

  boolean flag(String path) {
    return values.one(
        path,
        "true or false",
        text ->
            switch (text.toLowerCase(Locale.ROOT)) {
              case "true", "yes", "on", "1" -> true;
              case "false", "no", "off", "0" -> false;
              default -> throw new IllegalArgumentException("no flag");
            });
  }

  int count(String path, int least, int most) {
    return values.one(path, range(least, most), text -> inRange(text, least, most));
  }

  Optional<Integer> maybeCount(String path) {
    return values.maybe(path, range(1, 1_000_000), text -> inRange(text, 1, 1_000_000));
  }

  Optional<Money> maybeMoney(String path) {
    return values.maybe(path, MONEY, SettingReader::amount);
  }

  Duration time(String path, Duration min) {
    return values.one(path, TIME + ", no less than " + inWords(min), text -> atLeast(text, min));
  }

  Optional<Duration> maybeTime(String path) {
    return values.maybe(path, TIME, text -> atLeast(text, Duration.ofSeconds(1)));
  }

  long size(String path) {
    return values.one(path, SIZE, Sizes::read);
  }

  <E extends Enum<E>> E choice(String path, Class<E> kind) {
    String words =
        Arrays.stream(kind.getEnumConstants())
            .map(EnumNames::kebabCase)
            .collect(Collectors.joining(", "));
    return values.one(path, "one of " + words, text -> constant(kind, text));
  }

  URI address(String path, UrlForm form) {
    return values.one(path, form.allowed(), form::read);
  }

  Optional<URI> maybeAddress(String path, UrlForm form) {
    return values.maybe(path, form.allowed(), form::read);
  }

  /** Any text but an empty one. */
  String text(String path, String allowed) {
    return values.one(
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
  List<String> texts(String path, String allowed) {
    return values.list(path, allowed, text -> text);
  }

  /** Ids of chats or people, as {@code platform:id}. */
  Set<String> ids(String path, String example) {
    return Set.copyOf(values.list(path, IDS + example, text -> id(text, PLATFORMS)));
  }

  /** Ids of what only Discord has: servers and roles. */
  Set<String> discordIds(String path) {
    String example = "discord:80351110224678912";
    return Set.copyOf(values.list(path, IDS + example, text -> id(text, List.of("discord"))));
  }

  private static Money amount(String text) {
    Money money = Money.of(text);
    if (money.micros() < 0) {
      throw new IllegalArgumentException("below zero");
    }
    return money;
  }

  private static int inRange(String text, int least, int most) {
    int number = Integer.parseInt(text);
    if (number < least || number > most) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }

  private static Duration atLeast(String text, Duration min) {
    Duration time = duration(text);
    if (time.compareTo(min) < 0) {
      throw new IllegalArgumentException("too short");
    }
    return time;
  }

  private static <E extends Enum<E>> E constant(Class<E> kind, String text) {
    return Arrays.stream(kind.getEnumConstants())
        .filter(c -> EnumNames.kebabCase(c).equals(text.toLowerCase(Locale.ROOT)))
        .findFirst()
        .orElseThrow(() -> new IllegalArgumentException("no such word"));
  }

  private static Duration duration(String text) {
    return DurationParser.STANDARD
        .parse(text)
        .orElseThrow(() -> new IllegalArgumentException("not a time"));
  }

  private static String range(int least, int most) {
    return "a whole number from " + least + " to " + most;
  }

  private static String inWords(Duration time) {
    return time.toMillis() % 1000 == 0 ? time.toSeconds() + "s" : time.toMillis() + "ms";
  }

  private static String id(String text, List<String> platforms) {
    Matcher form = ID.matcher(text);
    if (!form.matches() || !platforms.contains(form.group(1))) {
      throw new IllegalArgumentException("no id");
    }
    return text;
  }
}
