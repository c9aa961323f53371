package io.github.reelay.web.chat;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.Message;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The mapper from the conversation's messages to those the page reads. */
final class ChatMessageMapper {
  private ChatMessageMapper() {}

  /** An answer that is no status and no video. */
  static ChatMessage toChatMessage(
      String id, Message message, @Nullable String replyTo, Instant at) {
    List<ChatMessage.MessageButton> buttons = buttons(message);
    boolean card =
        message.rows().stream()
            .flatMap(List::stream)
            .anyMatch(b -> b.id().action() == ButtonAction.GENERATE);
    return new ChatMessage(
        id,
        ChatMessage.From.BOT,
        card ? ChatMessage.Kind.CARD : ChatMessage.Kind.TEXT,
        message.text().plainText(),
        MessageSpan.of(message.text()),
        null,
        null,
        null,
        null,
        null,
        replyTo,
        buttons,
        at);
  }

  static List<ChatMessage.MessageButton> buttons(Message message) {
    List<Button> all = message.rows().stream().flatMap(List::stream).toList();
    Map<ButtonAction, Integer> count = new EnumMap<>(ButtonAction.class);
    all.forEach(b -> count.merge(b.id().action(), 1, Integer::sum));
    return all.stream()
        .map(b ->
            new ChatMessage.MessageButton(
                count.getOrDefault(b.id().action(), 0) > 1
                    ? b.id().encode()
                    : b.id().action().wireId(),
                b.label(),
                b.style().name().toLowerCase(Locale.ROOT),
                b.id().target()))
        .toList();
  }
}
