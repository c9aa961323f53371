package io.github.reelay.discord.api;

import io.github.reelay.config.Secret;
import io.github.reelay.config.SettingReader;
import io.github.reelay.config.UrlForm;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The options of the Discord chat.
 *
 * @param apiUrl REST base, ends in {@code /api/v10/}
 * @param gatewayUrl {@code wss://…}; null: as Discord tells
 * @param messageContent whether the privileged Message Content intent is switched on for the
 *     application; asking for it without being allowed to ends every connection (close code 4014)
 * @param uploadLimit bytes a file may have where the server is not boosted; what Discord answers
 *     goes before it
 * @param shards how many shards; 0 asks Discord
 * @param linkTtl how long a link given instead of a file works
 * @param spoiler whether videos are hidden until a person clicks them
 * @param alertChannel the id of the operator's channel
 */
public record DiscordOptions(
    Secret token,
    URI apiUrl,
    @Nullable URI gatewayUrl,
    boolean messageContent,
    long uploadLimit,
    int shards,
    Duration linkTtl,
    boolean spoiler,
    Optional<String> alertChannel) {
  /** The key of the operator's channel. */
  public static final String ALERT_KEY = "alerts.discord-channel";

  private static final int MAX_SHARDS = 1000;

  private static final UrlForm API_URL =
      UrlForm.http(
          "an address that ends in /api/v10/, such as https://discord.com/api/v10/",
          ".*/api/v\\d+",
          "/");

  private static final UrlForm GATEWAY_URL =
      new UrlForm(
          "an address such as wss://gateway.discord.gg",
          Pattern.compile("wss?"),
          Pattern.compile(".*"),
          "",
          true);

  /** The options, if there is a token: that is what switches Discord on. */
  public static Optional<DiscordOptions> read(SettingReader in) {
    Optional<Secret> token = in.token("discord.token");
    URI apiUrl = in.url("discord.api-url", API_URL);
    URI gatewayUrl = in.optionalUrl("discord.gateway-url", GATEWAY_URL).orElse(null);
    boolean messageContent = in.flag("discord.message-content");
    long uploadLimit = in.size("discord.upload-limit");
    int shards =
        in.value(
            "discord.shards",
            "auto, or a number from 1 to " + MAX_SHARDS,
            DiscordOptions::parseShards);
    Duration linkTtl = in.time("media.keep", Duration.ofSeconds(1));
    Optional<String> alertChannel =
        in.optional(ALERT_KEY, "a channel's id (digits)", DiscordOptions::parseChannelId);
    return token.map(t ->
        new DiscordOptions(
            t,
            apiUrl,
            gatewayUrl,
            messageContent,
            uploadLimit,
            shards,
            linkTtl,
            in.flag("content.spoiler"),
            alertChannel));
  }

  private static String parseChannelId(String text) {
    if (!text.matches("\\d{1,20}")) {
      throw new IllegalArgumentException("no id");
    }
    return text;
  }

  private static int parseShards(String text) {
    if (text.equals("auto")) {
      return 0;
    }
    int number = Integer.parseInt(text);
    if (number < 1 || number > MAX_SHARDS) {
      throw new IllegalArgumentException("out of range");
    }
    return number;
  }
}
