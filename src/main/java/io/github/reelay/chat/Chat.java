package io.github.reelay.chat;

import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.ref.PersonRef;
import io.github.reelay.tracking.port.ChatPlatform;
import java.util.Optional;

/**
 * A chat in which people ask for videos and get them: the facade of everything that hears from or
 * speaks to one platform.
 *
 * <p>It speaks as soon as it is made, because tasks of an earlier run are resumed before new events
 * are taken; it listens from {@link #start} to {@link #close}. Thread-safe.
 */
public interface Chat extends AutoCloseable {
  /** The tracker's port: status messages and deliveries. */
  ChatPlatform platform();

  /** The notifier of the operator; empty where none is to be told in this chat. */
  default Optional<ChatNotifier> notifier() {
    return Optional.empty();
  }

  /** The poster of what people asked to be shown later. */
  ChatPoster poster();

  /**
   * How it is now; answers at once. Always empty for a chat that has no connection of its own, so
   * that whoever can ask has reached it already.
   */
  Optional<ChatHealth> health();

  /** The route that the platform calls, if it calls. */
  default Optional<WebhookRoute> webhook() {
    return Optional.empty();
  }

  /** Deletes what the chat itself keeps about a person ({@code /forget}); most keep nothing. */
  default void forget(PersonRef person) {}

  /** How people call somebody or some place in it; empty if unknown. May block for a call. */
  default Optional<String> nameOf(Scope scope) {
    return Optional.empty();
  }

  /**
   * Says something unasked to a person in private, or into a chat. Best effort; must not throw.
   * Blocks while it sends.
   */
  default void tell(Scope to, Message message) {}

  /** Begins to listen; returns at once, also while the platform is down. */
  void start(Conversation conversation);

  /** Stops listening; what is being handled may end, within seconds. */
  @Override
  void close();
}
