package io.github.reelay.tracking.port;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.MessageRef;
import java.util.List;
import java.util.Optional;

/**
 * The other end of a chat platform, as {@link ChatPlatformContract} sees it: what people can read
 * there now, and what can be made to go wrong.
 */
public interface ChatPlatformProbe {
  /** Where a person has just asked for something; the message that asked is there. */
  Destination address();

  /** The bot's messages in that chat that are visible now, in the order they were posted. */
  List<Seen> botMessages();

  /** Makes the next calls go wrong; only asked for what the platform says it can have. */
  void inject(Fault fault);

  default Optional<Seen> message(MessageRef ref) {
    return botMessages().stream().filter(m -> m.id().equals(ref.id())).findFirst();
  }

  /**
   * A visible message.
   *
   * @param text its text or caption
   * @param video whether it carries a video file
   */
  record Seen(String id, String text, boolean video) {}

  /** What can go wrong on the way. */
  enum Fault {
    /** The bot was blocked, kicked, or the channel deleted: for good. */
    GONE,
    /** The next call is told to wait a few seconds. */
    BUSY,
    /** The next call that would put a message into the chat does so, but its answer is lost. */
    POST_ANSWER_LOST,
    /** The next call that carries the video takes effect, but its answer is lost. */
    VIDEO_ANSWER_LOST,
    /** The next call is answered by a gateway in front of the platform (HTML 502); nothing done. */
    GATEWAY
  }
}
