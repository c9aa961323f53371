package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.Message;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.telegram.api.TelegramIds;

/** The notifier of the operator on Telegram. */
public final class TelegramNotifier implements ChatNotifier {
  private final TelegramResponder responder;
  private final Destination operator;

  /**
   * @param chat the id of the operator's chat
   */
  public TelegramNotifier(TelegramResponder responder, String chat) {
    this.responder = responder;
    this.operator = Destination.of(new ChatRef(TelegramIds.PLATFORM, chat));
  }

  @Override
  public void send(Message message) {
    responder.send(operator, message);
  }
}
