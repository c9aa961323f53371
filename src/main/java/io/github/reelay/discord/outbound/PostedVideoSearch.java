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
  private static final int PAGE = 100;

  /** 2000 messages: more than a channel gets between a lost answer and the look at it. */
  private static final int MOST_PAGES = 20;

  private final MessageChannel channel;
  private final String file;
  private final long since;

  PostedVideoSearch(MessageChannel channel, Task task) {
    this.channel = channel;
    this.file = DiscordIds.file(task.id());
    MessageRef status = task.status().message();
    this.since =
        status == null
            ? TimeUtil.getDiscordTimestamp(task.acceptedAt().toEpochMilli())
            : Long.parseUnsignedLong(status.id());
  }

  /** The id of the message, empty when there is none. */
  DiscordResult<Optional<String>> look() {
    MessageHistory history = new MessageHistory(channel);
    for (int page = 0; page < MOST_PAGES; page++) {
      switch (ApiCalls.make(() -> history.retrievePast(PAGE))) {
        case DiscordResult.Done<List<Message>>(List<Message> messages) -> {
          Optional<String> found =
              messages.stream().filter(this::isIt).map(Message::getId).findFirst();
          boolean end = messages.size() < PAGE || messages.getLast().getIdLong() <= since;
          if (found.isPresent() || end) {
            return new DiscordResult.Done<>(found);
          }
        }
        case DiscordResult.Failed<List<Message>>(var trouble, String detail) -> {
          return new DiscordResult.Failed<>(trouble, detail);
        }
      }
    }
    return new DiscordResult.Done<>(Optional.empty());
  }

  private boolean isIt(Message message) {
    return message.getAuthor().getIdLong() == message.getJDA().getSelfUser().getIdLong()
        && message.getAttachments().stream().anyMatch(a -> a.getFileName().equals(file));
  }
}
