package io.github.reelay.telegram.inbound;

import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.telegram.api.TelegramIds;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.telegram.telegrambots.meta.api.objects.message.Message;

/** The reader of what a message replies to. */
final class ReplyTarget {
  private ReplyTarget() {}

  /**
   * The message of the same chat and topic. In a forum every message replies to the one that began
   * its topic, and nobody means that (docs/facts.md, "Telegram: updates").
   */
  static @Nullable Message message(Message message) {
    Message repliedTo = message.getReplyToMessage();
    return repliedTo == null || repliedTo.getForumTopicCreated() != null ? null : repliedTo;
  }

  /** That message, unless it is the post that every comment replies to. */
  static @Nullable MessageRef ref(Message message) {
    Message repliedTo = message(message);
    return repliedTo == null || isChannelPost(repliedTo) ? null : TelegramIds.message(repliedTo);
  }

  /** The media it brings, wherever it is. */
  static @Nullable SentMedia media(Message message) {
    if (message.getExternalReplyInfo() != null) {
      return SentMedia.of(message.getExternalReplyInfo());
    }
    if (message.getReplyToStory() != null) {
      return new SentMedia.NoPicture();
    }
    Message repliedTo = message(message);
    SentMedia media = repliedTo == null ? null : SentMedia.ofRepliedTo(repliedTo);
    // Every comment replies to its post; only a picture is worth taking from there.
    return media instanceof SentMedia.NoPicture && isChannelPost(Objects.requireNonNull(repliedTo))
        ? null
        : media;
  }

  /** Whether it is a channel's post, copied into its discussion group. */
  static boolean isChannelPost(Message message) {
    return Boolean.TRUE.equals(message.getIsAutomaticForward());
  }
}
