package io.github.reelay.discord;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Conversation;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.Speaker;
import io.github.reelay.conversation.Text;
import io.github.reelay.conversation.Wish;
import io.github.reelay.discord.Heard.Attached;
import io.github.reelay.discord.Heard.Said;
import io.github.reelay.task.MessageRef;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a message to the bot asks for: a remix (reply to a posted video), a video from a picture (a
 * picture comes along), or, where it cannot be told, the ways that work.
 */
final class Messages {
  private static final Answer NOTHING =
      new Answer.Noted(new Message(Text.of(""), java.util.List.of()));

  private final Conversation conversation;
  private final Talk talk;

  Messages(Conversation conversation, Talk talk) {
    this.conversation = conversation;
    this.talk = talk;
  }

  Answer answer(Heard heard, Speaker speaker) {
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
          : conversation.remix(speaker, Wish.free(heard.origin(), said.text(), null), on);
    }
    if (on != null && !said.toUs()) {
      return talk.sentence(heard, "discord.no-picture-seen");
    }
    return talk.sentence(heard, said.direct() ? "discord.direct" : "discord.mentioned");
  }

  /** A reply without ping: Discord shows neither its text nor its files. */
  private static boolean isUnreadable(Said said, Heard heard) {
    return !said.direct() && !said.mentioned() && said.text().isEmpty() && heard.picture() == null;
  }

  private Answer fromPicture(Heard heard, Speaker speaker, Said said, @Nullable Attached picture) {
    if (said.text().isEmpty()) {
      return talk.sentence(heard, "discord.picture-without-text");
    }
    return talk.withPicture(
        heard,
        picture,
        p -> conversation.generate(speaker, Wish.free(heard.origin(), said.text(), p)));
  }
}
