package io.github.reelay.conversation;

import java.util.Map;

/** A conversation that only notes what it is asked; the calls that every chat makes alike. */
public abstract class NotedConversation implements Conversation {
  /** Takes down a call and says what to answer. */
  protected abstract Answer note(Sender speaker, String call);

  @Override
  public final Answer jobs(Sender speaker) {
    return note(speaker, "jobs");
  }

  @Override
  public final Answer models(Sender speaker) {
    return note(speaker, "models");
  }

  @Override
  public final Answer usage(Sender speaker) {
    return note(speaker, "usage");
  }

  @Override
  public final Answer settings(Sender speaker, Map<String, String> values) {
    return note(speaker, "settings " + values);
  }

  @Override
  public final Answer help(Sender speaker) {
    return note(speaker, "help");
  }

  @Override
  public final Answer forget(Sender speaker) {
    return note(speaker, "forget");
  }

  @Override
  public final Answer admin(Sender speaker, String line) {
    return note(speaker, "admin " + line);
  }
}
