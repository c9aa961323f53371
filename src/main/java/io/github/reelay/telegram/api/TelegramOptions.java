package io.github.reelay.telegram.api;

import io.github.reelay.config.Secret;
import java.net.URI;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of the Telegram chat.
 *
 * @param token the bot's token, {@code 123456:ABC…}
 * @param apiUrl origin of the Bot API server, without a path
 * @param uploadLimit bytes of the largest upload; a local Bot API server takes more than the cloud
 * @param longPollTimeout how long one getUpdates waits for something to happen, at most 50 s
 * @param albumWait how long after its last picture an album counts as complete
 * @param removeWebhook whether a webhook that is set may be removed in order to poll; a local start
 *     must not silence the bot in production
 * @param webhook set to be called by Telegram instead of polling
 */
public record TelegramOptions(
    Secret token,
    URI apiUrl,
    long uploadLimit,
    Duration longPollTimeout,
    Duration albumWait,
    boolean removeWebhook,
    @Nullable Webhook webhook) {
  /** core.telegram.org/bots/api, "Sending files": 50 MB. */
  public static final long CLOUD_UPLOAD_LIMIT = 50L * 1024 * 1024;

  private static final URI CLOUD_URL = URI.create("https://api.telegram.org");

  public static TelegramOptions of(Secret token) {
    return new TelegramOptions(
        token,
        CLOUD_URL,
        CLOUD_UPLOAD_LIMIT,
        Duration.ofSeconds(25),
        Duration.ofMillis(1200),
        false,
        null);
  }

  public TelegramOptions withApiUrl(URI origin) {
    return new TelegramOptions(
        token, origin, uploadLimit, longPollTimeout, albumWait, removeWebhook, webhook);
  }

  public TelegramOptions withUploadLimit(long bytes) {
    return new TelegramOptions(
        token, apiUrl, bytes, longPollTimeout, albumWait, removeWebhook, webhook);
  }

  public TelegramOptions withRemoveWebhook(boolean remove) {
    return new TelegramOptions(
        token, apiUrl, uploadLimit, longPollTimeout, albumWait, remove, webhook);
  }

  public TelegramOptions withWebhook(@Nullable Webhook hook) {
    return new TelegramOptions(
        token, apiUrl, uploadLimit, longPollTimeout, albumWait, removeWebhook, hook);
  }

  /**
   * Being called instead of polling.
   *
   * @param address the public https address of our route
   * @param secret what Telegram repeats in every call, {@code A-Za-z0-9_-}, at most 256
   */
  public record Webhook(URI address, Secret secret) {}
}
