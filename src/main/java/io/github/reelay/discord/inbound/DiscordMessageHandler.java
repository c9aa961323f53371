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
 * What a message to the bot asks for: a remix (reply to a posted video), a video from a picture (a
 * picture comes along), or, where it cannot be told, the ways that work.
 */
final class DiscordMessageHandler {
  private static final Answer NOTHING =
      new Answer.Noted(new Message(RichText.of(""), java.util.List.of()));

  private final Conversation conversation;
  private final EventHandler talk;

  DiscordMessageHandler(Conversation conversation, EventHandler talk) {
    this.conversation = conversation;
    this.talk = talk;
  }

  Answer answer(InboundEvent heard, Sender speaker) {
    Said said = Objects.requireNonNull(heard.said());
    MessageRef on = heard.onMessage();
    boolean remix = said.toUs() && on != null && conversation.isPostedVideo(on);
    Attached picture = heard.picture() == null ? said.theirs() : heard.picture();
    if (remix || picture != null || said.direct() || said.mentioned()) {
      if (!heard.missing().isEmpty()) {
        return talk.missing(heard);
      }
    } else {
      return NOTHING;
    }
    if (isUnreadable(said, heard)) {
      return remix ? talk.sentence(heard, "discord.unreadable-reply") : NOTHING;
    }
    if (picture != null) {
      return fromPicture(heard, speaker, said, picture);
    }
    if (remix) {
      return said.text().isEmpty()
          ? talk.sentence(heard, "discord.empty-reply")
          : conversation.remix(speaker, RequestInput.free(heard.origin(), said.text(), null), on);
    }
    if (on != null && !said.toUs()) {
      return talk.sentence(heard, "discord.no-picture-seen");
    }
    return talk.sentence(heard, said.direct() ? "discord.direct" : "discord.mentioned");
  }

  /** A reply without ping: Discord shows neither its text nor its files. */
  private static boolean isUnreadable(Said said, InboundEvent heard) {
    return !said.direct() && !said.mentioned() && said.text().isEmpty() && heard.picture() == null;
  }

  private Answer fromPicture(
      InboundEvent heard, Sender speaker, Said said, @Nullable Attached picture) {
    if (said.text().isEmpty()) {
      return talk.sentence(heard, "discord.picture-without-text");
    }
    return talk.withPicture(
        heard,
        picture,
        p -> conversation.generate(speaker, RequestInput.free(heard.origin(), said.text(), p)));
  }
}
