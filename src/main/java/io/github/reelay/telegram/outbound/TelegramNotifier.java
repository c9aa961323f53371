package io.github.reelay.telegram.outbound;

import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.Message;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.telegram.api.TelegramIds;

/** The notifier of operators on Telegram. */
public final class TelegramNotifier implements ChatNotifier {
  private final TelegramResponder responder;

  public TelegramNotifier(TelegramResponder responder) {
    this.responder = responder;
  }

  @Override
  public String platform() {
    return TelegramIds.PLATFORM;
  }

  @Override
  public void send(ChatRef chat, Message message) {
    responder.send(Destination.of(chat), message);
  }
}
