package io.github.reelay.telegram.outbound;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.Message;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.telegram.api.BotApi;
import io.github.reelay.telegram.api.TelegramIds;
import io.github.reelay.telegram.api.TelegramResult;
import java.time.Duration;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.telegram.telegrambots.meta.api.methods.groupadministration.GetChat;
import org.telegram.telegrambots.meta.api.objects.chat.ChatFullInfo;

/** What is said unasked on Telegram, and to whom: chats and people by their ids. Thread-safe. */
public final class TelegramNotifier {
  private final BotApi api;
  private final TelegramResponder responder;
  private final Cache<String, Optional<String>> names =
      Caffeine.newBuilder().maximumSize(1000).expireAfterWrite(Duration.ofMinutes(10)).build();

  public TelegramNotifier(BotApi api, TelegramResponder responder) {
    this.api = api;
    this.responder = responder;
  }

  /**
   * The notifier of one chat.
   *
   * @param chat its id
   */
  public ChatNotifier to(String chat) {
    return message -> send(chat, message);
  }

  /** A person's private chat has the person's id. */
  public void send(String chat, Message message) {
    responder.send(Destination.of(new ChatRef(TelegramIds.PLATFORM, chat)), message);
  }

  /** A group's title or a person's name; empty for those the bot has never met. */
  public Optional<String> nameOf(String chat) {
    return names.get(
        chat,
        id ->
            api.call(new GetChat(id)) instanceof TelegramResult.Done<ChatFullInfo>(var info)
                ? Optional.of(
                    Stream.of(info.getTitle(), info.getFirstName(), info.getLastName())
                        .filter(part -> part != null && !part.isBlank())
                        .collect(Collectors.joining(" ")))
                : Optional.empty());
  }
}
