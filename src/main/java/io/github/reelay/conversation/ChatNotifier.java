package io.github.reelay.conversation;

import io.github.reelay.task.ref.ChatRef;

/** A sender of unasked messages in a chat (operator alerts). Best effort; must not throw. */
public interface ChatNotifier {
  /** The platform it speaks on. */
  String platform();

  void send(ChatRef chat, Message message);
}
