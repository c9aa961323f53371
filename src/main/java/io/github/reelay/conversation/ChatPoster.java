package io.github.reelay.conversation;

import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;

/** A poster of messages that answer nothing: what a person asked to be shown later. */
public interface ChatPoster {
  /** Whether the bot will be able to speak there when nobody has just spoken to it. */
  boolean canPost(Destination to);

  /**
   * Posts a message. Blocks; must not throw.
   *
   * @param key names the message: one that is posted twice should be there once, where the platform
   *     can see to it; at most 13 characters
   * @param person whom it is for, to be told of it where the platform can
   * @return false where it is worth another try: the platform is down, or may not have taken it
   */
  boolean post(String key, PersonRef person, Destination to, Message message);
}
