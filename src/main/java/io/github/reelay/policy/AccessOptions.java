package io.github.reelay.policy;

import java.util.Set;

/**
 * Who may, as configured.
 *
 * @param unknown what a chat or person on no list gets
 * @param allow one match is enough
 * @param ban goes before every allowance
 * @param operators may use all of {@code /admin}, everywhere; {@code platform:id}
 */
public record AccessOptions(Unknown unknown, Lists allow, Lists ban, Set<String> operators) {
  public static final AccessOptions OPEN =
      new AccessOptions(Unknown.AUTO, Lists.EMPTY, Lists.EMPTY, Set.of());

  public AccessOptions {
    operators = Set.copyOf(operators);
  }

  /** What a chat or person on no list gets. */
  public enum Unknown {
    OPEN,
    CLOSED,
    /** Open as long as nothing is listed under allow. */
    AUTO
  }

  /** Ids as {@code platform:id}. */
  public record Lists(
      Set<String> servers, Set<String> chats, Set<String> people, Set<String> roles) {
    public static final Lists EMPTY = new Lists(Set.of(), Set.of(), Set.of(), Set.of());

    public Lists {
      servers = Set.copyOf(servers);
      chats = Set.copyOf(chats);
      people = Set.copyOf(people);
      roles = Set.copyOf(roles);
    }

    boolean has(Scope scope) {
      return switch (scope.kind()) {
        case EVERYWHERE -> false;
        case SERVER -> servers.contains(scope.id());
        case CHAT -> chats.contains(scope.id());
        case PERSON -> people.contains(scope.id());
        case ROLE -> roles.contains(scope.id());
      };
    }

    boolean isEmpty() {
      return servers.isEmpty() && chats.isEmpty() && people.isEmpty() && roles.isEmpty();
    }
  }
}
