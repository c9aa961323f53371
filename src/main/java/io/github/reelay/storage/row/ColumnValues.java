package io.github.reelay.storage.row;

import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of references and moments in columns: {@code platform:id}, and milliseconds since
 * 1970.
 */
public final class ColumnValues {
  private ColumnValues() {}

  public static String of(PersonRef person) {
    return person.platform() + ":" + person.id();
  }

  public static String of(ChatRef chat) {
    return chat.platform() + ":" + chat.id();
  }

  static String server(String platform, String server) {
    return platform + ":" + server;
  }

  static @Nullable String server(Destination destination) {
    return destination.server() == null
        ? null
        : server(destination.chat().platform(), destination.server());
  }

  public static PersonRef parsePerson(String key) {
    int colon = key.indexOf(':');
    return new PersonRef(key.substring(0, colon), key.substring(colon + 1));
  }

  public static ChatRef parseChat(String key) {
    int colon = key.indexOf(':');
    return new ChatRef(key.substring(0, colon), key.substring(colon + 1));
  }

  static @Nullable Long millis(@Nullable Instant moment) {
    return moment == null ? null : moment.toEpochMilli();
  }
}
