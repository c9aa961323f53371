package io.github.reelay.telegram;

import io.github.reelay.conversation.Announcer;
import io.github.reelay.conversation.Message;
import io.github.reelay.task.Address;
import io.github.reelay.task.ChatRef;

/** Tells operators something without being asked. */
final class TelegramAnnouncer implements Announcer {
  private final Speech speech;

  TelegramAnnouncer(Speech speech) {
    this.speech = speech;
  }

  @Override
  public String platform() {
    return Wire.PLATFORM;
  }

  @Override
  public void announce(ChatRef chat, Message message) {
    speech.say(Address.of(chat), message);
  }
}
