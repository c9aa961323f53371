package io.github.reelay.discord.api;

import java.net.URI;
import net.dv8tion.jda.api.JDA;
import net.dv8tion.jda.api.utils.ConcurrentSessionController;
import org.jspecify.annotations.Nullable;

/**
 * A session controller that tells JDA where the gateway is, at the first connect and at every one
 * after: JDA asks REST once, and after a failed connect takes its own constant (WebSocketClient
 * 6.5.0).
 */
final class GatewaySessionController extends ConcurrentSessionController {
  private final @Nullable String configuredUrl;
  private volatile @Nullable String reportedUrl;

  GatewaySessionController(@Nullable URI configured) {
    this.configuredUrl = configured == null ? null : configured.toString();
  }

  @Override
  public String getGateway() {
    String known = configuredUrl == null ? reportedUrl : configuredUrl;
    return known == null ? super.getGateway() : known;
  }

  @Override
  public ShardedGateway getShardedGateway(JDA api) {
    ShardedGateway answer = super.getShardedGateway(api);
    reportedUrl = answer.getUrl();
    return configuredUrl == null
        ? answer
        : new ShardedGateway(configuredUrl, answer.getShardTotal(), answer.getConcurrency());
  }
}
