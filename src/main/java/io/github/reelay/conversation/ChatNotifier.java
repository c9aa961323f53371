package io.github.reelay.conversation;

import io.github.reelay.task.ref.ChatRef;

/** Says something in a chat without being asked (operator alerts). Best effort; must not throw. */
public interface ChatNotifier {
  /** The platform it speaks on. */
  String platform();

  void send(ChatRef chat, Message message);
}
