package io.github.reelay.chat;

import io.github.reelay.conversation.Message;
import io.github.reelay.conversation.text.MessageTexts;
import io.github.reelay.task.Task;
import io.github.reelay.task.TaskState;
import io.github.reelay.task.Video;
import io.github.reelay.tracking.port.MediaLinks;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * What stands in the place of a video that its chat does not take: the facts and a link to our copy
 * of the file. Empty where no public address is configured. Thread-safe.
 *
 * @param ttl how long a link works
 */
public record LinkMessages(
    MediaLinks links, MessageTexts texts, InstantSource clock, Duration ttl) {
  public Optional<Message> newMessage(Task task, Video video) {
    return message(task, video, clock.instant().plus(ttl));
  }

  /** The same message again, its link no longer alive than it was when it was posted. */
  public Optional<Message> postedMessage(Task task, TaskState.Delivered delivered) {
    return message(task, delivered.video(), delivered.since().plus(ttl));
  }

  private Optional<Message> message(Task task, Video video, Instant until) {
    return links
        .link(video, Duration.between(clock.instant(), until))
        .map(link -> texts.linkMessage(task, link, until));
  }
}
