package io.github.reelay.discord.api;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import org.jspecify.annotations.Nullable;

/**
 * The ids of Discord's channels, people and messages as the core writes them.
 *
 * <p>A thread or a forum post is a part of its channel, as a topic is of a Telegram group: the chat
 * is the channel, so that what is allowed, banned, limited and counted there holds in its threads.
 * A message's id in one is {@code thread/message}.
 */
public final class DiscordIds {
  public static final String PLATFORM = "discord";

  private static final char AFTER_THREAD = '/';

  private DiscordIds() {}

  public static ChatRef chatRef(String channelId) {
    return new ChatRef(PLATFORM, channelId);
  }

  /** A place without a server where it is a direct chat. */
  public static Destination destination(
      String channelId, @Nullable String parentId, @Nullable String server) {
    return new Destination(
        chatRef(parentId == null ? channelId : parentId),
        server,
        parentId == null ? null : channelId,
        null,
        null);
  }

  /** A message at a destination: there, or in its thread. */
  public static MessageRef messageRef(Destination destination, String messageId) {
    String thread = destination.thread();
    return new MessageRef(
        destination.chat(), thread == null ? messageId : thread + AFTER_THREAD + messageId);
  }

  /** The channel or thread that messages to a destination go to. */
  public static String channelId(Destination destination) {
    String thread = destination.thread();
    return thread == null ? destination.chat().id() : thread;
  }

  /** The channel or thread a message is in. */
  public static String channelId(MessageRef message) {
    int thread = message.id().indexOf(AFTER_THREAD);
    return thread < 0 ? message.chat().id() : message.id().substring(0, thread);
  }

  /** A message's id as Discord knows it. */
  public static String messageId(MessageRef message) {
    return message.id().substring(message.id().indexOf(AFTER_THREAD) + 1);
  }

  /** Where a message is. */
  public static Destination placeOf(MessageRef message, @Nullable String server) {
    String channel = channelId(message);
    String chat = message.chat().id();
    return destination(channel, channel.equals(chat) ? null : chat, server);
  }

  /**
   * The posted video's file, but for {@code mp4} or {@code webm}; by this name it is found again
   * when an answer was lost.
   */
  public static String videoFileName(TaskId task) {
    return "reelay-" + task + ".";
  }
}
