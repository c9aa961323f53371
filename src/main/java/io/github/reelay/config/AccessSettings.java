package io.github.reelay.config;

import io.github.reelay.task.ChatRef;
import io.github.reelay.task.PersonRef;
import java.util.Set;

/**
 * Who may ask. A ban wins over an allowance.
 *
 * @param openToUnknown whether a chat or person on no list may ask
 * @param operators may use all of {@code /admin}, everywhere
 */
public record AccessSettings(
    boolean openToUnknown, Listed allow, Listed ban, Set<PersonRef> operators) {

  /**
   * Those on a list.
   *
   * @param servers ids of Discord's guilds
   * @param roles ids of Discord's roles
   */
  public record Listed(
      Set<String> servers, Set<ChatRef> chats, Set<PersonRef> people, Set<String> roles) {
    public boolean isEmpty() {
      return servers.isEmpty() && chats.isEmpty() && people.isEmpty() && roles.isEmpty();
    }
  }

  private enum Unknown {
    AUTO,
    OPEN,
    CLOSED
  }

  static AccessSettings read(Readers in) {
    Listed allow = listed(in, "access.allow.");
    boolean open =
        switch (in.choice("access.unknown", Unknown.class)) {
          case AUTO -> allow.isEmpty();
          case OPEN -> true;
          case CLOSED -> false;
        };
    return new AccessSettings(
        open, allow, listed(in, "access.ban."), Set.copyOf(in.people("access.operators")));
  }

  private static Listed listed(Readers in, String list) {
    return new Listed(
        Set.copyOf(in.discordIds(list + "servers")),
        Set.copyOf(in.chats(list + "chats")),
        Set.copyOf(in.people(list + "people")),
        Set.copyOf(in.discordIds(list + "roles")));
  }
}
