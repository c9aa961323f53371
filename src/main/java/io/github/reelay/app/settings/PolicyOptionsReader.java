package io.github.reelay.app.settings;

import io.github.reelay.config.SettingReader;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.AccessOptions.Subjects;
import io.github.reelay.policy.ContentOptions;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.policy.LimitValue;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The reader of who may ask, how much, and for what: sections access, limits, content.
 *
 * @param platforms of whose people and chats there are ids
 */
record PolicyOptionsReader(SettingReader in, List<String> platforms) {
  private static final String IDS = "ids with their platform, such as ";
  private static final String PERSON_EXAMPLE = "telegram:123456789";
  private static final Pattern ID = Pattern.compile("([a-z]+):-?[0-9A-Za-z_]{1,40}");
  private static final Duration MIN_TIME = Duration.ofSeconds(1);

  AccessOptions readAccess() {
    return new AccessOptions(
        in.choice("access.unknown", AccessOptions.UnknownPolicy.class),
        readSubjects("access.allow."),
        readSubjects("access.ban."),
        readIds("access.operators", PERSON_EXAMPLE));
  }

  private Subjects readSubjects(String list) {
    return new Subjects(
        readDiscordIds(list + "servers"),
        readIds(list + "chats", "telegram:-1001234567890"),
        readIds(list + "people", PERSON_EXAMPLE),
        readDiscordIds(list + "roles"));
  }

  private Set<String> readIds(String path, String example) {
    return Set.copyOf(in.list(path, IDS + example, text -> parseId(text, platforms)));
  }

  /** Ids of what only Discord has: servers and roles. */
  private Set<String> readDiscordIds(String path) {
    String example = "discord:80351110224678912";
    return Set.copyOf(in.list(path, IDS + example, text -> parseId(text, List.of("discord"))));
  }

  private static String parseId(String text, List<String> platforms) {
    Matcher form = ID.matcher(text);
    if (!form.matches() || !platforms.contains(form.group(1))) {
      throw new IllegalArgumentException("no id");
    }
    return text;
  }

  LimitOptions readLimits() {
    Map<LimitKey, LimitValue> values = new EnumMap<>(LimitKey.class);
    for (LimitKey key : LimitKey.values()) {
      readLimit(key).ifPresent(value -> values.put(key, value));
    }
    return new LimitOptions(values);
  }

  private Optional<LimitValue> readLimit(LimitKey key) {
    return switch (key.kind()) {
      case AMOUNT -> in.optionalMoney(key.path()).map(LimitValue.Amount::new);
      case COUNT -> in.optionalCount(key.path()).map(LimitValue.Count::new);
      case MIN_DURATION, MAX_DURATION -> in.optionalTime(key.path()).map(LimitValue.Time::new);
      case NAME_SET ->
          Optional.of(in.texts(key.path(), "names of models"))
              .filter(names -> !names.isEmpty())
              .map(names -> new LimitValue.Names(Set.copyOf(names)));
    };
  }

  ContentOptions readContent() {
    return new ContentOptions(
        in.texts("content.words", "words"),
        in.list(
            "content.patterns",
            "regular expressions",
            text -> Pattern.compile(text, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE)),
        in.count("content.rejections.most", 1, 1000),
        in.time("content.rejections.within", MIN_TIME),
        in.time("content.rejections.pause", MIN_TIME));
  }
}
