package io.github.reelay.config;

import java.time.Duration;
import java.util.Optional;

/**
 * Where the operator is told.
 *
 * @param discordChannel a channel's id
 * @param telegramChat a chat's id
 * @param repeatAfter before this the same alert is not told again
 */
public record AlertSettings(
    Optional<String> discordChannel, Optional<String> telegramChat, Duration repeatAfter) {
  public static AlertSettings read(SettingReader in) {
    return new AlertSettings(
        in.optional("alerts.discord-channel", "a channel's id (digits)", t -> id(t, "\\d{1,20}")),
        in.optional(
            "alerts.telegram-chat",
            "a chat's id such as -1001234567890",
            t -> id(t, "-?\\d{1,20}")),
        in.time("alerts.repeat-after", Duration.ofSeconds(1)));
  }

  private static String id(String text, String form) {
    if (!text.matches(form)) {
      throw new IllegalArgumentException("no id");
    }
    return text;
  }
}
