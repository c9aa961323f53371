package io.github.reelay.conversation.usecase;

import io.github.reelay.conversation.Answer;
import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.RichText;
import io.github.reelay.conversation.Sender;
import io.github.reelay.conversation.text.UserTexts;
import io.github.reelay.task.TaskState.Delivered;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.tracking.port.MediaLinks;
import io.github.reelay.tracking.port.MediaStore;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Locale;
import java.util.Optional;

/**
 * Fetch on a video that was delivered already: a link to the file as it was made, which the chat
 * may have taken as a smaller copy only.
 *
 * @param kept how long a file is kept after delivery
 */
record OriginalLink(
    MediaStore media, MediaLinks links, Duration kept, InstantSource clock, UserTexts texts) {
  /**
   * @param pressedOn the message with the button; the video's own has it only under a smaller copy
   */
  Answer fetch(Sender sender, Delivered delivered, MessageRef pressedOn) {
    Instant end = delivered.since().plus(kept);
    Duration left = Duration.between(clock.instant(), end);
    if (!left.isPositive() || !media.has(delivered.video())) {
      return texts.acknowledge(sender, "fetch.gone");
    }
    Locale language = texts.language(sender);
    var until = texts.formats().timestamp(language, end);
    Optional<URI> link = links.link(delivered.video(), left);
    if (link.isPresent()) {
      return new Answer.Reply(
          Message.of(
              RichText.builder()
                  .append(texts.text(sender, "fetch.original"))
                  .newLine()
                  .link(texts.plainText(sender, "delivery.download"), link.get().toString())
                  .newLine()
                  .append(texts.text(sender, "delivery.link-until", until))
                  .build()),
          true);
    }
    return pressedOn.equals(delivered.message()) && !delivered.asLink()
        ? texts.reply(sender, "fetch.no-link", until)
        : texts.acknowledge(sender, "fetch.there");
  }
}
