package io.github.reelay.telegram.api;

import io.github.reelay.config.Secret;
import io.github.reelay.config.SettingReader;
import io.github.reelay.config.UrlForm;
import java.net.URI;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Optional;
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
 * @param linkTtl how long a link given instead of a file works
 * @param alertChat the id of the operator's chat
 * @param spoiler whether videos are hidden until a person taps them
 * @param localFiles the folder of a Bot API server that runs here with {@code --local}, absolute
 */
public record TelegramOptions(
    Secret token,
    URI apiUrl,
    long uploadLimit,
    Duration longPollTimeout,
    Duration albumWait,
    boolean removeWebhook,
    @Nullable Webhook webhook,
    Duration linkTtl,
    Optional<String> alertChat,
    boolean spoiler,
    Optional<Path> localFiles) {
  /** The key of the operator's chat. */
  public static final String ALERT_KEY = "alerts.telegram-chat";

  /** Telegram's own server, which hands out files by HTTP. */
  private static final URI PUBLIC_SERVER = URI.create("https://api.telegram.org");

  private static final Duration LONG_POLL_TIMEOUT = Duration.ofSeconds(25);
  private static final Duration ALBUM_WAIT = Duration.ofMillis(1200);

  /** The options, if there is a token: that is what switches Telegram on. */
  public static Optional<TelegramOptions> read(SettingReader in) {
    Optional<URI> publicUrl = in.optionalUrl("public-url", UrlForm.ORIGIN);
    boolean webhook = in.flag("telegram.webhook");
    if (webhook && publicUrl.isEmpty()) {
      in.reject("telegram.webhook", "true only together with public-url");
    }
    Optional<Secret> token = in.token("telegram.token");
    URI apiUrl = in.url("telegram.api-url", UrlForm.ORIGIN);
    long uploadLimit = in.size("telegram.upload-limit");
    boolean removeWebhook = in.flag("telegram.remove-webhook");
    Duration linkTtl = in.time("media.keep", Duration.ofSeconds(1));
    Optional<String> alertChat =
        in.optional(ALERT_KEY, "a chat's id such as -1001234567890", TelegramOptions::parseChatId);
    Optional<Path> localFiles =
        in.optional("telegram.local-files", "a folder's absolute path", Path::of);
    if (localFiles.isPresent() && !localFiles.get().isAbsolute()) {
      in.reject("telegram.local-files", "a folder's absolute path, the same as the server's");
    }
    return token.map(t ->
        new TelegramOptions(
            t,
            apiUrl,
            uploadLimit,
            LONG_POLL_TIMEOUT,
            ALBUM_WAIT,
            removeWebhook,
            webhook ? publicUrl.map(Webhook::at).orElse(null) : null,
            linkTtl,
            alertChat,
            in.flag("content.spoiler"),
            localFiles));
  }

  boolean usesOwnServer() {
    return !apiUrl.equals(PUBLIC_SERVER);
  }

  private static String parseChatId(String text) {
    if (!text.matches("-?\\d{1,20}")) {
      throw new IllegalArgumentException("no id");
    }
    return text;
  }

  /**
   * Being called instead of polling.
   *
   * @param address the public https address of our route
   * @param secret what Telegram repeats in every call, {@code A-Za-z0-9_-}, at most 256
   */
  public record Webhook(URI address, Secret secret) {
    /** The path of our route. */
    public static final String PATH = "/telegram/webhook";

    /** Our route at a public address. The secret is new at each start: setWebhook tells it. */
    static Webhook at(URI publicUrl) {
      byte[] secret = new byte[32];
      new SecureRandom().nextBytes(secret);
      return new Webhook(publicUrl.resolve(PATH), new Secret(HexFormat.of().formatHex(secret)));
    }
  }
}
