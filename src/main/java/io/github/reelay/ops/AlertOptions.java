package io.github.reelay.ops;

import io.github.reelay.config.SettingReader;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/**
 * The options of alerts: where the operator is told.
 *
 * @param chats ids of chats by their platform, at most one on each
 * @param repeatAfter before this the same alert is not told again
 */
public record AlertOptions(Map<String, String> chats, Duration repeatAfter) {
  public AlertOptions {
    chats = Map.copyOf(chats);
  }

  public static AlertOptions read(SettingReader in) {
    Map<String, String> chats = new HashMap<>();
    in.optional("alerts.discord-channel", "a channel's id (digits)", t -> parseId(t, "\\d{1,20}"))
        .ifPresent(id -> chats.put("discord", id));
    in.optional(
            "alerts.telegram-chat",
            "a chat's id such as -1001234567890",
            t -> parseId(t, "-?\\d{1,20}"))
        .ifPresent(id -> chats.put("telegram", id));
    return new AlertOptions(chats, in.time("alerts.repeat-after", Duration.ofSeconds(1)));
  }

  private static String parseId(String text, String form) {
    if (!text.matches(form)) {
      throw new IllegalArgumentException("no id");
    }
    return text;
  }
}
