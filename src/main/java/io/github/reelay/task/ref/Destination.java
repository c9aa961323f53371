package io.github.reelay.task.ref;

import org.jspecify.annotations.Nullable;

/**
 * The destination of a task's messages.
 *
 * @param server the guild (Discord) the chat belongs to, if any
 * @param thread the forum topic (Telegram), if any
 * @param replyTo the id of the message that asked, if the platform can reply to it
 * @param ticket the platform's own means to speak there, opaque to everybody else (Discord: the
 *     interaction's token with its expiry)
 */
public record Destination(
    ChatRef chat,
    @Nullable String server,
    @Nullable String thread,
    @Nullable String replyTo,
    @Nullable String ticket) {

  public static Destination of(ChatRef chat) {
    return new Destination(chat, null, null, null, null);
  }

  public Destination withChat(ChatRef moved) {
    return new Destination(moved, server, thread, null, ticket);
  }

  public Destination withTicket(@Nullable String fresh) {
    return new Destination(chat, server, thread, replyTo, fresh);
  }

  /** Leaves the ticket out: it is a means of speaking, and logs are read by others. */
  @Override
  public String toString() {
    return chat + (thread == null ? "" : "#" + thread);
  }
}
