package io.github.reelay.web.chat;

import java.util.Locale;
import java.util.Optional;

/**
 * A command as typed in the web chat.
 *
 * @param name without the slash, in lower case
 * @param arguments what follows it
 */
record WebCommand(String name, String arguments) {
  static Optional<WebCommand> parse(String text) {
    if (!text.startsWith("/") || text.length() < 2 || !Character.isLetter(text.charAt(1))) {
      return Optional.empty();
    }
    String[] parts = text.substring(1).split("\\s+", 2);
    return Optional.of(
        new WebCommand(
            parts[0].toLowerCase(Locale.ROOT), parts.length == 1 ? "" : parts[1].strip()));
  }
}
