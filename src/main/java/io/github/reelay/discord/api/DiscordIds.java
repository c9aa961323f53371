package io.github.reelay.discord.api;

import io.github.reelay.task.TaskId;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;

/** The ids of Discord's channels, people and messages as the core writes them. */
public final class DiscordIds {
  public static final String PLATFORM = "discord";

  private DiscordIds() {}

  public static ChatRef chatRef(String channelId) {
    return new ChatRef(PLATFORM, channelId);
  }

  public static MessageRef messageRef(String channelId, String messageId) {
    return new MessageRef(chatRef(channelId), messageId);
  }

  /**
   * The posted video's file, but for {@code mp4} or {@code webm}; by this name it is found again
   * when an answer was lost.
   */
  public static String videoFileName(TaskId task) {
    return "reelay-" + task + ".";
  }
}
