package io.github.reelay.discord;

import io.github.reelay.task.ChatRef;
import io.github.reelay.task.MessageRef;
import io.github.reelay.task.TaskId;

/** How this platform's things are named in the core. */
final class DiscordNames {
  static final String PLATFORM = "discord";

  private DiscordNames() {}

  static ChatRef chat(String channelId) {
    return new ChatRef(PLATFORM, channelId);
  }

  static MessageRef message(String channelId, String messageId) {
    return new MessageRef(chat(channelId), messageId);
  }

  /** The posted video's file; by this name it is found again when an answer was lost. */
  static String file(TaskId task) {
    return "reelay-" + task + ".mp4";
  }
}
