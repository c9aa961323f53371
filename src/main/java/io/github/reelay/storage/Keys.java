package io.github.reelay.storage;

import io.github.reelay.task.Address;
import io.github.reelay.task.ChatRef;
import io.github.reelay.task.PersonRef;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * References and moments as columns hold them: {@code platform:id}, and milliseconds since 1970.
 */
final class Keys {
  private Keys() {}

  static String of(PersonRef person) {
    return person.platform() + ":" + person.id();
  }

  static String of(ChatRef chat) {
    return chat.platform() + ":" + chat.id();
  }

  static String server(String platform, String server) {
    return platform + ":" + server;
  }

  static @Nullable String server(Address address) {
    return address.server() == null ? null : server(address.chat().platform(), address.server());
  }

  static PersonRef person(String key) {
    int colon = key.indexOf(':');
    return new PersonRef(key.substring(0, colon), key.substring(colon + 1));
  }

  static ChatRef chat(String key) {
    int colon = key.indexOf(':');
    return new ChatRef(key.substring(0, colon), key.substring(colon + 1));
  }

  static @Nullable Long millis(@Nullable Instant moment) {
    return moment == null ? null : moment.toEpochMilli();
  }
}
