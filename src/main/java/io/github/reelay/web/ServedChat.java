package io.github.reelay.web;

import io.github.reelay.chat.Chat;
import io.github.reelay.conversation.Conversation;
import java.util.List;

/**
 * A chat whose pages and API our own web server serves. It listens while that runs, so there is
 * nothing to start or to close.
 */
public interface ServedChat extends Chat {
  /** Its routes, which must be known before the server starts. */
  List<Routes> routes(Conversation conversation);

  @Override
  default void start(Conversation conversation) {}

  @Override
  default void close() {}
}
