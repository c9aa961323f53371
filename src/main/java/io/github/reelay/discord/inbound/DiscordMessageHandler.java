package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Command;
import io.github.reelay.conversation.CommandInput;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.discord.inbound.InboundEvent.AttachedFile;
import io.github.reelay.discord.inbound.InboundEvent.MessageContent;
import io.github.reelay.task.ref.MessageRef;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The handler of messages to the bot: a remix (reply to a posted video), a video from a picture (a
 * picture comes along), or, where it cannot be told, the ways that work.
 */
record DiscordMessageHandler(Conversation conversation, EventHandler eventHandler) {
  private static final Answer NO_ANSWER =
      new Answer.Acknowledge(new Message(RichText.of(""), List.of()));

  Answer answer(InboundEvent event, Sender sender) {
    MessageContent content = Objects.requireNonNull(event.said());
    MessageRef messageRef = event.targetMessage();
    boolean remix = content.toUs() && messageRef != null && conversation.isPostedVideo(messageRef);
    List<AttachedFile> pictures =
        event.picture() == null
            ? Optional.ofNullable(content.theirs()).stream().toList()
            : event.pictures();
    if (remix || !pictures.isEmpty() || content.direct() || content.mentioned()) {
      if (!event.missing().isEmpty()) {
        return eventHandler.replyMissingPermissions(event);
      }
    } else {
      return NO_ANSWER;
    }
    if (isUnreadable(content, event)) {
      return remix ? eventHandler.reply(event, "discord.unreadable-reply") : NO_ANSWER;
    }
    if (!pictures.isEmpty()) {
      return generateFromPictures(event, sender, content, pictures);
    }
    if (remix) {
      return content.text().isEmpty()
          ? eventHandler.reply(event, "discord.empty-reply")
          : conversation.run(
              sender,
              Command.REMIX,
              CommandInput.remix(
                  RequestInput.ofText(event.origin(), content.text(), null),
                  CommandInput.Source.of(messageRef)));
    }
    if (messageRef != null && !content.toUs()) {
      return eventHandler.reply(event, "discord.no-picture-seen");
    }
    if (content.direct()) {
      return eventHandler.reply(event, "discord.direct");
    }
    return eventHandler.reply(
        event, content.text().isEmpty() ? "discord.nothing-seen" : "discord.mentioned");
  }

  /** A reply without ping: Discord shows neither its text nor its files. */
  private static boolean isUnreadable(MessageContent content, InboundEvent event) {
    return !content.direct()
        && !content.mentioned()
        && content.text().isEmpty()
        && event.picture() == null;
  }

  private Answer generateFromPictures(
      InboundEvent event, Sender sender, MessageContent content, List<AttachedFile> pictures) {
    return eventHandler.withPictures(
        event,
        pictures,
        images ->
            content.text().isEmpty()
                ? eventHandler.reply(event, "discord.picture-without-text")
                : conversation.run(
                    sender,
                    Command.VIDEO,
                    CommandInput.of(
                        RequestInput.ofText(event.origin(), content.text(), null)
                            .withImages(images))));
  }
}
