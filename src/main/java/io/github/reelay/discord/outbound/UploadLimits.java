package io.github.reelay.discord.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.discord.api.InteractionToken;
import java.time.Duration;
import net.dv8tion.jda.api.entities.Guild;
import net.dv8tion.jda.api.events.RawGatewayEvent;
import net.dv8tion.jda.api.hooks.ListenerAdapter;
import net.dv8tion.jda.api.utils.data.DataObject;
import org.jspecify.annotations.Nullable;

/**
 * The upload limits of places, by the server's boost tier. What Discord answers to an upload goes
 * before all of it.
 *
 * <p>An interaction tells its own limit in {@code attachment_size_limit}, which JDA 6.5.0 does not
 * show; it is read off the raw event.
 */
public final class UploadLimits extends ListenerAdapter {
  private final long defaultLimit;
  private final Cache<String, Long> limitsByToken =
      Caffeine.newBuilder().expireAfterWrite(Duration.ofMinutes(15)).maximumSize(20_000).build();

  /**
   * @param plain bytes where nothing more is known
   */
  public UploadLimits(long plain) {
    this.defaultLimit = plain;
  }

  @Override
  public void onRawGateway(RawGatewayEvent event) {
    DataObject payload = event.getPayload();
    if (event.getType().equals("INTERACTION_CREATE")
        && payload.opt("attachment_size_limit").orElse(null) instanceof Number limit
        && limit.longValue() > 0
        && payload.opt("token").orElse(null) instanceof String token) {
      limitsByToken.put(token, limit.longValue());
    }
  }

  /** Of an upload through an interaction's token. A person's Nitro may promise more than works. */
  long limitFor(InteractionToken token) {
    Long reported = limitsByToken.getIfPresent(token.token());
    return reported == null
        ? defaultLimit
        : Math.min(reported, Math.max(defaultLimit, TIER_3_LIMIT));
  }

  /** Of an ordinary message: tiers 2 and 3 of a boosted server allow more. */
  long limitFor(@Nullable Guild guild) {
    if (guild == null) {
      return defaultLimit;
    }
    return switch (guild.getBoostTier()) {
      case TIER_2 -> Math.max(defaultLimit, TIER_2_LIMIT);
      case TIER_3 -> Math.max(defaultLimit, TIER_3_LIMIT);
      case NONE, TIER_1, UNKNOWN -> defaultLimit;
    };
  }

  /** Documentation, "Uploading Files". */
  private static final long TIER_2_LIMIT = 50L << 20;

  private static final long TIER_3_LIMIT = 100L << 20;
}
