package io.github.reelay.policy;

import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.util.Locale;
import java.util.Optional;

/**
 * The scope of a rule: everything, a server, a chat, a person or a role.
 *
 * @param id {@code platform:id}; empty for everywhere
 */
public record Scope(Kind kind, String id) {
  /** From the widest to the narrowest. */
  public enum Kind {
    EVERYWHERE,
    SERVER,
    CHAT,
    PERSON,
    ROLE
  }

  public static final Scope EVERYWHERE = new Scope(Kind.EVERYWHERE, "");

  public static Scope server(String platform, String id) {
    return new Scope(Kind.SERVER, platform + ":" + id);
  }

  public static Scope chat(ChatRef chat) {
    return new Scope(Kind.CHAT, chat.toString());
  }

  public static Scope person(PersonRef person) {
    return new Scope(Kind.PERSON, person.toString());
  }

  public static Scope role(String platform, String id) {
    return new Scope(Kind.ROLE, platform + ":" + id);
  }

  /** The place a moderator moderates: the server where there is one, else the chat. */
  public static Scope moderatedPlace(Destination destination) {
    String server = destination.server();
    return server == null
        ? chat(destination.chat())
        : server(destination.chat().platform(), server);
  }

  /** Whether something at this address is inside this place. */
  public boolean contains(Destination destination) {
    return switch (kind) {
      case EVERYWHERE -> true;
      case SERVER ->
          destination.server() != null
              && id.equals(destination.chat().platform() + ":" + destination.server());
      case CHAT -> id.equals(destination.chat().toString());
      case PERSON, ROLE -> false;
    };
  }

  /** As it is stored and typed: {@code everywhere}, {@code chat:telegram:-1001}. */
  public String encode() {
    return kind == Kind.EVERYWHERE ? "everywhere" : name(kind) + ":" + id;
  }

  /** Reads {@link #encode()}; empty when it is no such thing. */
  public static Optional<Scope> parse(String wire) {
    if (wire.equals("everywhere")) {
      return Optional.of(EVERYWHERE);
    }
    for (Kind kind : Kind.values()) {
      String start = name(kind) + ":";
      if (kind != Kind.EVERYWHERE && wire.startsWith(start)) {
        String id = wire.substring(start.length());
        return id.matches("[a-z]+:[A-Za-z0-9_-]{1,64}")
            ? Optional.of(new Scope(kind, id))
            : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static String name(Kind kind) {
    return kind.name().toLowerCase(Locale.ROOT);
  }
}
