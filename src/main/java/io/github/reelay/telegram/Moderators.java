package io.github.reelay.telegram;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import java.time.Duration;
import java.util.Set;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChatMember;
import org.telegram.telegrambots.meta.api.objects.chatmember.ChatMember;

/** Who may manage a group, asked of Telegram at most once a minute per person. Thread-safe. */
final class Moderators {
  private static final Set<String> RANKS = Set.of("creator", "administrator");

  private final BotApi api;
  private final Cache<String, Boolean> known =
      Caffeine.newBuilder().maximumSize(10_000).expireAfterWrite(Duration.ofSeconds(60)).build();

  Moderators(BotApi api) {
    this.api = api;
  }

  boolean is(long chat, long user) {
    String key = chat + ":" + user;
    Boolean before = known.getIfPresent(key);
    if (before != null) {
      return before;
    }
    GetChatMember question =
        GetChatMember.builder().chatId(Long.toString(chat)).userId(user).build();
    if (api.call(question) instanceof Reply.Done<ChatMember>(ChatMember member)) {
      boolean moderator = RANKS.contains(member.getStatus());
      known.put(key, moderator);
      return moderator;
    }
    return false; // not known: nobody gets a right by an error, and it is asked again next time
  }
}
