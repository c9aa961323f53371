package io.github.reelay.conversation;

/**
 * A sender of unasked messages into the operator's chat (alerts). Best effort; must not throw.
 * Blocks while it sends.
 */
@FunctionalInterface
public interface ChatNotifier {
  void send(Message message);
}
