package io.github.reelay.web.chat;

import io.github.reelay.conversation.Button;
import io.github.reelay.conversation.ButtonAction;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The mapper from the conversation's messages to those the page reads. */
final class ChatMessageMapper {
  /** The page draws its own bar from {@code progress}. */
  private static final Pattern PROGRESS_BAR = Pattern.compile("[▓░]+ *");

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

  static String withoutProgressBar(String text) {
    return PROGRESS_BAR.matcher(text).replaceAll("");
  }

  static @Nullable List<MessageSpan> spansWithoutProgressBar(RichText text) {
    List<MessageSpan> spans = MessageSpan.of(text);
    return spans == null
        ? null
        : spans.stream()
            .map(s ->
                s.mark().equals("words")
                    ? new MessageSpan("words", withoutProgressBar(s.text()), null)
                    : s)
            .toList();
  }
}
