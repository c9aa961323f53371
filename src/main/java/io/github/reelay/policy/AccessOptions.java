package io.github.reelay.policy;

import java.util.Set;

/**
 * The options of access: who may ask, who is banned, who operates.
 *
 * @param unknown what a chat or person on no list gets
 * @param allow one match is enough
 * @param ban goes before every allowance
 * @param operators may use all of {@code /admin}, everywhere; {@code platform:id}
 */
public record AccessOptions(
    UnknownPolicy unknown, Subjects allow, Subjects ban, Set<String> operators) {
  public AccessOptions {
    operators = Set.copyOf(operators);
  }

  /** Whether people and chats on no list may ask, and so spend. */
  public boolean isOpenToAll() {
    return unknown == UnknownPolicy.OPEN || (unknown == UnknownPolicy.AUTO && allow.isEmpty());
  }

  /** What a chat or person on no list gets. */
  public enum UnknownPolicy {
    /** Open as long as nothing is listed under allow. */
    AUTO,
    OPEN,
    CLOSED
  }

  /** Ids as {@code platform:id}. */
  public record Subjects(
      Set<String> servers, Set<String> chats, Set<String> people, Set<String> roles) {
    public Subjects {
      servers = Set.copyOf(servers);
      chats = Set.copyOf(chats);
      people = Set.copyOf(people);
      roles = Set.copyOf(roles);
    }

    boolean contains(Scope scope) {
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
