package io.github.reelay.discord.inbound;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RequestInput;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.discord.inbound.InboundEvent.Attached;
import io.github.reelay.discord.inbound.InboundEvent.Said;
import io.github.reelay.task.ref.MessageRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The handler of messages to the bot: a remix (reply to a posted video), a video from a picture (a
 * picture comes along), or, where it cannot be told, the ways that work.
 */
final class DiscordMessageHandler {
  private static final Answer NOTHING =
      new Answer.Acknowledge(new Message(RichText.of(""), java.util.List.of()));

  private final Conversation conversation;
  private final EventHandler eventHandler;

  DiscordMessageHandler(Conversation conversation, EventHandler eventHandler) {
    this.conversation = conversation;
    this.eventHandler = eventHandler;
  }

  Answer answer(InboundEvent event, Sender sender) {
    Said said = Objects.requireNonNull(event.said());
    MessageRef messageRef = event.onMessage();
    boolean remix = said.toUs() && messageRef != null && conversation.isPostedVideo(messageRef);
    Attached picture = event.picture() == null ? said.theirs() : event.picture();
    if (remix || picture != null || said.direct() || said.mentioned()) {
      if (!event.missing().isEmpty()) {
        return eventHandler.missing(event);
      }
    } else {
      return NOTHING;
    }
    if (isUnreadable(said, event)) {
      return remix ? eventHandler.sentence(event, "discord.unreadable-reply") : NOTHING;
    }
    if (picture != null) {
      return fromPicture(event, sender, said, picture);
    }
    if (remix) {
      return said.text().isEmpty()
          ? eventHandler.sentence(event, "discord.empty-reply")
          : conversation.remix(
              sender, RequestInput.ofText(event.origin(), said.text(), null), messageRef);
    }
    if (messageRef != null && !said.toUs()) {
      return eventHandler.sentence(event, "discord.no-picture-seen");
    }
    return eventHandler.sentence(event, said.direct() ? "discord.direct" : "discord.mentioned");
  }

  /** A reply without ping: Discord shows neither its text nor its files. */
  private static boolean isUnreadable(Said said, InboundEvent event) {
    return !said.direct() && !said.mentioned() && said.text().isEmpty() && event.picture() == null;
  }

  private Answer fromPicture(
      InboundEvent event, Sender sender, Said said, @Nullable Attached picture) {
    if (said.text().isEmpty()) {
      return eventHandler.sentence(event, "discord.picture-without-text");
    }
    return eventHandler.withPicture(
        event,
        picture,
        p -> conversation.generate(sender, RequestInput.ofText(event.origin(), said.text(), p)));
  }
}
