package io.github.reelay.config;

import java.net.URI;
import java.util.Optional;

/**
 * The Telegram bot.
 *
 * @param token empty: there is none
 * @param apiUrl the origin, without a slash at its end
 * @param uploadLimit bytes of a file
 * @param removeWebhook whether a webhook found at start may be removed, so that polling works
 * @param webhook whether Telegram calls {@link HttpSettings#publicUrl()} instead of being polled
 */
public record TelegramSettings(
    Optional<Secret> token, URI apiUrl, long uploadLimit, boolean removeWebhook, boolean webhook) {
  static TelegramSettings read(SettingReader in, HttpSettings http) {
    boolean webhook = in.flag("telegram.webhook");
    if (webhook && http.publicUrl().isEmpty()) {
      in.values.wrong("telegram.webhook", "true only together with public-url");
    }
    return new TelegramSettings(
        in.secrets.token("telegram.token"),
        in.address("telegram.api-url", UrlForm.ORIGIN),
        in.size("telegram.upload-limit"),
        in.flag("telegram.remove-webhook"),
        webhook);
  }
}
