package io.github.reelay.discord.outbound;

import io.github.reelay.chat.LinkMessages;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.discord.api.ApiCalls;
import io.github.reelay.discord.api.ChannelLookup;
import io.github.reelay.discord.api.ChannelLookup.LookupResult;
import io.github.reelay.discord.api.DiscordIds;
import io.github.reelay.discord.api.DiscordResult;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.tracking.port.StatusView;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.dv8tion.jda.api.entities.channel.middleman.MessageChannel;
import net.dv8tion.jda.api.utils.messages.MessageEditBuilder;
import net.dv8tion.jda.api.utils.messages.MessageEditData;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What stands beside a video that is posted as an ordinary message. Thread-safe. */
public record DeliveredCaptions(
    ChannelLookup channels, AutoModRetry autoMod, MessageTexts texts, LinkMessages links) {
  private static final Logger log = LoggerFactory.getLogger(DeliveredCaptions.class);

  /** API, "Create Message": up to 2000 characters of content. */
  static final int MAX_CONTENT_LENGTH = 2000;

  /** Escaping makes a prompt longer, so the caption is cut until the whole fits. */
  Message of(Task task, boolean isCopy) {
    int room = MAX_CONTENT_LENGTH - 100;
    Message caption = texts.caption(task, isCopy, room);
    while (content(task, caption).length() > MAX_CONTENT_LENGTH && room > 100) {
      room -= 200;
      caption = texts.caption(task, isCopy, room);
    }
    return caption;
  }

  static String content(Task task, Message caption) {
    return "<@" + task.requester().person().id() + "> " + Markdown.of(caption.text());
  }

  /** Writes anew what stands with posted videos, as far as Discord lets the bot. */
  public void rewrite(List<Task> posted) {
    for (Task task : posted) {
      if (task.state() instanceof TaskState.Delivered delivered
          && channels.find(task.address(), task.requester().person().id())
              instanceof LookupResult.Found(MessageChannel channel, var _)) {
        content(task, delivered).ifPresent(content -> rewrite(channel, task, delivered, content));
      }
    }
  }

  private Optional<Message> content(Task task, TaskState.Delivered delivered) {
    return delivered.asLink()
        ? links.postedMessage(task, delivered)
        : Optional.of(of(task, Boolean.TRUE.equals(delivered.asCopy())));
  }

  private void rewrite(
      MessageChannel channel, Task task, TaskState.Delivered delivered, Message content) {
    DiscordResult<?> result =
        autoMod.say(
            task.id().value(),
            content,
            words ->
                ApiCalls.execute(() ->
                    channel.editMessageById(
                        DiscordIds.messageId(delivered.message()),
                        delivered.asLink()
                            ? MessageBodies.edit(
                                List.of(
                                    Components.status(words, "", StatusView.Phase.DONE_AS_LINK)))
                            : edit(task, words))));
    log.atDebug().addKeyValue("task", task.id()).log("It was written anew: {}", result);
  }

  /** Files that an edit does not name stay, and who was told once is not told again. */
  private static MessageEditData edit(Task task, Message caption) {
    return new MessageEditBuilder()
        .setContent(content(task, caption))
        .setComponents(Components.buttonRows(caption))
        .setAllowedMentions(Set.of())
        .build();
  }
}
