package io.github.reelay.telegram.api;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.task.ref.ChatRef;
import java.time.Duration;
import java.util.function.BiConsumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The migrations of groups that became supergroups: their tasks and limits go on under the new id.
 * Thread-safe.
 */
public final class ChatMigrations {
  private static final Logger log = LoggerFactory.getLogger(ChatMigrations.class);

  private final BiConsumer<ChatRef, ChatRef> moveChat;

  /** Moves already made; a repeated one would only cost a look through the database. */
  private final Cache<String, Boolean> migrated =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofDays(1)).build();

  /**
   * @param moveChat moves everything that is kept about a chat
   */
  public ChatMigrations(BiConsumer<ChatRef, ChatRef> moveChat) {
    this.moveChat = moveChat;
  }

  /** Told by a refused call and by two service messages; only the first does anything. */
  public synchronized void migrate(long from, long to) {
    String key = from + ":" + to;
    if (migrated.getIfPresent(key) != null) {
      return;
    }
    moveChat.accept(TelegramIds.chat(from), TelegramIds.chat(to));
    migrated.put(key, true);
    log.atInfo()
        .addKeyValue("chat", TelegramIds.chat(to))
        .log("The group {} became a supergroup: its tasks and limits go on there", from);
  }
}
