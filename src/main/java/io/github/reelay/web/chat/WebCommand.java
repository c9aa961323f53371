package io.github.reelay.web.chat;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
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

  /** {@code model=sora-2 duration 8} as names and values. */
  Map<String, String> namedArguments() {
    Map<String, String> values = new HashMap<>();
    String[] words = arguments.isEmpty() ? new String[0] : arguments.split("[\\s=]+");
    for (int i = 0; i + 1 < words.length; i += 2) {
      values.put(words[i].replaceFirst("^-+", "").toLowerCase(Locale.ROOT), words[i + 1]);
    }
    return values;
  }
}
