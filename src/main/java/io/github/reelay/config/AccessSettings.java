package io.github.reelay.config;

import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may ask. A ban wins over an allowance. Ids are written {@code platform:id}.
 *
 * @param operators may use all of {@code /admin}, everywhere
 */
public record AccessSettings(Unknown unknown, Listed allow, Listed ban, Set<String> operators) {
  private static final String IDS = "ids with their platform, such as ";
  private static final Pattern ID = Pattern.compile("([a-z]+):-?[0-9A-Za-z_]{1,40}");
  private static final List<String> PLATFORMS = List.of("discord", "telegram", "web");

  /** What a chat or person on no list gets. */
  public enum Unknown {
    /** Open as long as nobody is allowed by name. */
    AUTO,
    OPEN,
    CLOSED
  }

  /** Those on a list; servers and roles are Discord's. */
  public record Listed(
      Set<String> servers, Set<String> chats, Set<String> people, Set<String> roles) {}

  public static AccessSettings read(SettingReader in) {
    return new AccessSettings(
        in.choice("access.unknown", Unknown.class),
        listed(in, "access.allow."),
        listed(in, "access.ban."),
        ids(in, "access.operators", "telegram:123456789"));
  }

  private static Listed listed(SettingReader in, String list) {
    return new Listed(
        discordIds(in, list + "servers"),
        ids(in, list + "chats", "telegram:-1001234567890"),
        ids(in, list + "people", "telegram:123456789"),
        discordIds(in, list + "roles"));
  }

  /** Ids of chats or people, as {@code platform:id}. */
  private static Set<String> ids(SettingReader in, String path, String example) {
    return Set.copyOf(in.list(path, IDS + example, text -> id(text, PLATFORMS)));
  }

  /** Ids of what only Discord has: servers and roles. */
  private static Set<String> discordIds(SettingReader in, String path) {
    String example = "discord:80351110224678912";
    return Set.copyOf(in.list(path, IDS + example, text -> id(text, List.of("discord"))));
  }

  private static String id(String text, List<String> platforms) {
    Matcher form = ID.matcher(text);
    if (!form.matches() || !platforms.contains(form.group(1))) {
      throw new IllegalArgumentException("no id");
    }
    return text;
  }
}
