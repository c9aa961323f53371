package io.github.reelay.discord.api;

import io.github.reelay.config.Secret;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The options of the Discord chat.
 *
 * @param apiUrl REST base including {@code /api/v10/}; null for Discord's own
 * @param gatewayUrl {@code wss://…}; null for Discord's own
 * @param messageContent whether the privileged Message Content intent is switched on for the
 *     application; asking for it without being allowed to ends every connection (close code 4014)
 * @param uploadLimit bytes a file may have where the server is not boosted (20 MiB since
 *     2026-09-03); what Discord answers goes before it
 * @param pictureLimit bytes of a reference image we download
 * @param shards how many shards; 0 asks Discord
 * @param linkTtl how long a link given instead of a file works
 */
public record DiscordOptions(
    Secret token,
    @Nullable String apiUrl,
    @Nullable String gatewayUrl,
    boolean messageContent,
    long uploadLimit,
    long pictureLimit,
    int shards,
    Duration linkTtl) {

  private static final long MIB = 1 << 20;

  /** Everything but the token as Discord's documentation says. */
  public static DiscordOptions of(Secret token) {
    return new DiscordOptions(token, null, null, false, 20 * MIB, 20 * MIB, 0, Duration.ofDays(3));
  }

  public DiscordOptions withUrls(@Nullable String api, @Nullable String gateway) {
    return new DiscordOptions(
        token, api, gateway, messageContent, uploadLimit, pictureLimit, shards, linkTtl);
  }
}
