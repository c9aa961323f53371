package io.github.reelay.telegram.inbound;

import io.github.reelay.conversation.Command;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The arguments of {@code /settings}: nothing, or pairs as {@code model sora-2}, {@code duration=8}
 * or {@code --aspect 9:16}.
 */
final class SettingsLine {
  private static final Set<String> SETTING_NAMES =
      Command.SETTINGS.options().stream()
          .map(Command.Option::word)
          .collect(Collectors.toUnmodifiableSet());

  private SettingsLine() {}

  /** Empty when it makes no sense. */
  static Optional<Map<String, String>> parse(String line) {
    Map<String, String> values = new LinkedHashMap<>();
    String[] words = line.isBlank() ? new String[0] : line.strip().split("[\\s=]+");
    for (int i = 0; i < words.length; i += 2) {
      String name = words[i].toLowerCase(Locale.ROOT).replaceFirst("^--", "");
      if (!SETTING_NAMES.contains(name) || i + 1 == words.length) {
        return Optional.empty();
      }
      values.put(name, words[i + 1]);
    }
    return Optional.of(values);
  }
}
