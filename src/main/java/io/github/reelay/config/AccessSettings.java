package io.github.reelay.config;

import java.util.Set;

/**
 * Who may ask. A ban wins over an allowance. Ids are written {@code platform:id}.
 *
 * @param operators may use all of {@code /admin}, everywhere
 */
public record AccessSettings(Unknown unknown, Listed allow, Listed ban, Set<String> operators) {
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

  static AccessSettings read(SettingReader in) {
    return new AccessSettings(
        in.choice("access.unknown", Unknown.class),
        listed(in, "access.allow."),
        listed(in, "access.ban."),
        in.ids("access.operators", "telegram:123456789"));
  }

  private static Listed listed(SettingReader in, String list) {
    return new Listed(
        in.discordIds(list + "servers"),
        in.ids(list + "chats", "telegram:-1001234567890"),
        in.ids(list + "people", "telegram:123456789"),
        in.discordIds(list + "roles"));
  }
}
