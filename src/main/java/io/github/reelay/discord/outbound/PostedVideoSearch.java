package io.github.reelay.discord.outbound;

import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.task.Task;
import io.github.reelay.task.ref.MessageRef;
import java.util.List;
import java.util.Optional;
import net.dv8tion.jda.api.entities.Message;
import net.dv8tion.jda.api.entities.MessageHistory;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.TimeUtil;

/**
 * A search for a task's video among the bot's own messages, by its file name, from the newest back
 * to the status message.
 */
final class PostedVideoSearch {
  private static final int PAGE_SIZE = 100;

  /** 2000 messages: more than a channel gets between a lost answer and the look at it. */
  private static final int MAX_PAGES = 20;

  private final MessageChannel channel;
  private final String fileName;
  private final long oldestId;

  PostedVideoSearch(MessageChannel channel, Task task) {
    this.channel = channel;
    this.fileName = DiscordIds.videoFileName(task.id());
    MessageRef status = task.status().message();
    this.oldestId =
        status == null
            ? TimeUtil.getDiscordTimestamp(task.acceptedAt().toEpochMilli())
            : Long.parseUnsignedLong(DiscordIds.messageId(status));
  }

  /** The id of the message, empty when there is none. */
  DiscordResult<Optional<String>> find() {
    MessageHistory history = new MessageHistory(channel);
    for (int page = 0; page < MAX_PAGES; page++) {
      switch (ApiCalls.execute(() -> history.retrievePast(PAGE_SIZE))) {
        case DiscordResult.Done<List<Message>>(List<Message> messages) -> {
          Optional<String> found =
              messages.stream().filter(this::isPostedVideo).map(Message::getId).findFirst();
          boolean end = messages.size() < PAGE_SIZE || messages.getLast().getIdLong() <= oldestId;
          if (found.isPresent() || end) {
            return new DiscordResult.Done<>(found);
          }
        }
        case DiscordResult.Failed<List<Message>>(var error, String detail) -> {
          return new DiscordResult.Failed<>(error, detail);
        }
      }
    }
    return new DiscordResult.Done<>(Optional.empty());
  }

  private boolean isPostedVideo(Message message) {
    return message.getAuthor().getIdLong() == message.getJDA().getSelfUser().getIdLong()
        && message.getAttachments().stream().anyMatch(a -> a.getFileName().startsWith(fileName));
  }
}
