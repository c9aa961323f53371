package io.github.reelay.testing;

import io.github.reelay.conversation.ChatPoster;
import io.github.reelay.conversation.Message;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.util.ArrayList;
import java.util.List;

/** A poster that keeps what it was given. */
public final class FakePoster implements ChatPoster {
  public final List<Message> posted = new ArrayList<>();
  public final List<Destination> places = new ArrayList<>();

  /** Whether it may speak unasked. */
  public boolean allowed = true;

  /** While true, nothing can be posted. */
  public boolean down;

  @Override
  public boolean canPost(Destination to) {
    return allowed;
  }

  @Override
  public boolean post(String key, PersonRef person, Destination to, Message message) {
    if (!down) {
      posted.add(message);
      places.add(to);
    }
    return !down;
  }
}
