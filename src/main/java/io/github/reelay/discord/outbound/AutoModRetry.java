package io.github.reelay.discord.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.conversation.Message;
import io.github.reelay.discord.api.DiscordResult;
import java.time.Duration;
import java.util.function.Function;

/**
 * The retry of a message that a server's AutoMod refuses: without what people wrote, for it is
 * their prompt that has a forbidden word in it. Thread-safe.
 */
public final class AutoModRetry {
  /**
   * Longer than a task is spoken of. A refusal may be reported to moderators, so once is enough.
   */
  private static final Duration TTL = Duration.ofDays(1);

  private final Cache<String, Boolean> refused =
      Caffeine.newBuilder().expireAfterWrite(TTL).maximumSize(10_000).build();

  /**
   * Says a message, and if need be says it again.
   *
   * @param topic what the message is about; what was refused of it once is not tried again
   */
  public <R extends DiscordResult<?>> R say(
      String topic, Message message, Function<Message, R> call) {
    Message bare = new Message(message.text().withoutUntrusted(), message.rows());
    if (refused.getIfPresent(topic) != null) {
      return call.apply(bare);
    }
    R result = call.apply(message);
    if (!isRefused(result)) {
      return result;
    }
    refused.put(topic, true);
    return call.apply(bare);
  }

  public static boolean isRefused(DiscordResult<?> result) {
    return result instanceof DiscordResult.Failed<?>(DiscordResult.DiscordError error, _)
        && error == DiscordResult.DiscordError.WORDS_BLOCKED;
  }
}
