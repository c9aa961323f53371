package io.github.reelay.telegram.inbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.TelegramResult;
import java.time.Duration;
import java.util.Set;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;

/**
 * A lookup of who may manage a group, asked of Telegram at most once a minute per person.
 * Thread-safe.
 */
public final class GroupAdmins {
  private static final Set<String> ADMIN_RANKS = Set.of("creator", "administrator");

  private final BotApi api;
  private final Cache<String, Boolean> cache =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(60)).build();

  public GroupAdmins(BotApi api) {
    this.api = api;
  }

  boolean isAdmin(long chat, long user) {
    String key = chat + ":" + user;
    Boolean cached = cache.getIfPresent(key);
    if (cached != null) {
      return cached;
    }
    GetChatMember request =
        GetChatMember.builder().chatId(Long.toString(chat)).userId(user).build();
    if (api.call(request) instanceof TelegramResult.Done<ChatMember>(ChatMember member)) {
      boolean moderator = ADMIN_RANKS.contains(member.getStatus());
      cache.put(key, moderator);
      return moderator;
    }
    return false; // not known: nobody gets a right by an error, and it is asked again next time
  }
}
