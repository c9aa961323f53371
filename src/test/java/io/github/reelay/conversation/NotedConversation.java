package io.github.reelay.conversation;

import java.util.Map;

/** A conversation that only notes what it is asked; the calls that every chat makes alike. */
public abstract class NotedConversation implements Conversation {
  /** Takes down a call and says what to answer. */
  protected abstract Answer note(Sender sender, String call);

  @Override
  public final Answer jobs(Sender sender) {
    return note(sender, "jobs");
  }

  @Override
  public final Answer models(Sender sender) {
    return note(sender, "models");
  }

  @Override
  public final Answer usage(Sender sender) {
    return note(sender, "usage");
  }

  @Override
  public final Answer settings(Sender sender, Map<String, String> values) {
    return note(sender, "settings " + values);
  }

  @Override
  public final Answer help(Sender sender) {
    return note(sender, "help");
  }

  @Override
  public final Answer forget(Sender sender) {
    return note(sender, "forget");
  }

  @Override
  public final Answer admin(Sender sender, String line) {
    return note(sender, "admin " + line);
  }
}
