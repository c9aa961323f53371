package io.github.reelay.config;

import java.net.URI;
import java.util.Optional;

/**
 * The Discord bot.
 *
 * @param token empty: there is none
 * @param apiUrl ends in {@code /api/v10/}
 * @param gatewayUrl empty: as Discord tells
 * @param messageContent whether the Message Content intent is granted
 * @param uploadLimit bytes of a file where nothing larger is known to be allowed
 * @param shards empty: as many as Discord recommends
 */
public record DiscordSettings(
    Optional<Secret> token,
    URI apiUrl,
    Optional<URI> gatewayUrl,
    boolean messageContent,
    long uploadLimit,
    Optional<Integer> shards) {
  static DiscordSettings read(SettingReader in) {
    return new DiscordSettings(
        in.secrets.token("discord.token"),
        in.address("discord.api-url", UrlForm.DISCORD_API),
        in.maybeAddress("discord.gateway-url", UrlForm.DISCORD_GATEWAY),
        in.flag("discord.message-content"),
        in.size("discord.upload-limit"),
        in.values.one(
            "discord.shards", "auto, or a number from 1 to 1000", DiscordSettings::shards));
  }

  private static Optional<Integer> shards(String text) {
    if (text.equals("auto")) {
      return Optional.empty();
    }
    int number = Integer.parseInt(text);
    if (number < 1 || number > 1000) {
      throw new IllegalArgumentException("out of range");
    }
    return Optional.of(number);
  }
}
