package io.github.reelay.conversation.text;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * The arguments of {@code /settings} as they are typed: nothing, or pairs as {@code model sora-2},
 * {@code duration=8} or {@code --aspect 9:16}.
 */
public final class SettingsLine {
  private SettingsLine() {}

  /** Empty when a name has no value. */
  public static Optional<Map<String, String>> parse(String line) {
    Map<String, String> values = new LinkedHashMap<>();
    String[] words = line.isBlank() ? new String[0] : line.strip().split("[\\s=]+");
    if (words.length % 2 != 0) {
      return Optional.empty();
    }
    for (int i = 0; i < words.length; i += 2) {
      values.put(words[i].toLowerCase(Locale.ROOT).replaceFirst("^[-—–]+", ""), words[i + 1]);
    }
    return Optional.of(values);
  }
}
