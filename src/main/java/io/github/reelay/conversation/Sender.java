package io.github.reelay.conversation;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The sender of a message: the person, the place, and the language to answer in.
 *
 * @param name as the platform shows it; text from outside
 * @param destination where answers and results go
 * @param locale the platform's word about the person's language; a stored setting goes before it
 * @param roles ids of the person's roles there (Discord), for access lists
 * @param isModerator whether the person may manage this place (Discord Manage Server, Telegram
 *     group administrator); asked only when it matters, because it can cost a call
 * @param isAlone nobody else reads there: the person's own chat with the bot
 * @param client the language of the person's client, in which it lists commands, whatever language
 *     they set here; null where it is not known
 */
public record Sender(
    PersonRef person,
    String name,
    Destination destination,
    Locale locale,
    Set<String> roles,
    BooleanSupplier isModerator,
    boolean isAlone,
    @Nullable Locale client) {
  public Sender {
    roles = Set.copyOf(roles);
  }

  /** Somebody whose client's language is not known. */
  public Sender(
      PersonRef person,
      String name,
      Destination destination,
      Locale locale,
      Set<String> roles,
      BooleanSupplier isModerator,
      boolean isAlone) {
    this(person, name, destination, locale, roles, isModerator, isAlone, null);
  }

  /** Whether others read along: in a server, or in a group (Telegram's have negative ids). */
  public boolean isAmongOthers() {
    return destination.server() != null || isOverheard();
  }

  /** Whether others read even what is for one person: Telegram's groups have no such messages. */
  public boolean isOverheard() {
    return destination.chat().id().startsWith("-");
  }

  /**
   * Whether something is in the same place: the chat, and where it has some, its topic or thread.
   */
  public boolean isAt(Destination place) {
    return place.chat().equals(destination.chat())
        && Objects.equals(place.thread(), destination.thread());
  }

  /** The same person, speaking another language. */
  public Sender withLocale(Locale language) {
    return new Sender(person, name, destination, language, roles, isModerator, isAlone, client);
  }

  /** The same person, at a client that lists commands in a language. */
  public Sender withClient(@Nullable Locale language) {
    return new Sender(person, name, destination, locale, roles, isModerator, isAlone, language);
  }
}
