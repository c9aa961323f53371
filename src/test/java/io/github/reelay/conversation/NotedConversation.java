package io.github.reelay.conversation;

import java.util.Map;

/** A conversation that only notes what it is asked; the calls that every chat makes alike. */
public abstract class NotedConversation implements Conversation {
  /** Takes down a call and says what to answer. */
  protected abstract Answer note(Speaker speaker, String call);

  @Override
  public final Answer jobs(Speaker speaker) {
    return note(speaker, "jobs");
  }

  @Override
  public final Answer models(Speaker speaker) {
    return note(speaker, "models");
  }

  @Override
  public final Answer usage(Speaker speaker) {
    return note(speaker, "usage");
  }

  @Override
  public final Answer settings(Speaker speaker, Map<String, String> values) {
    return note(speaker, "settings " + values);
  }

  @Override
  public final Answer help(Speaker speaker) {
    return note(speaker, "help");
  }

  @Override
  public final Answer forget(Speaker speaker) {
    return note(speaker, "forget");
  }

  @Override
  public final Answer admin(Speaker speaker, String line) {
    return note(speaker, "admin " + line);
  }
}
