package io.github.reelay.testing;

import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.Message;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Contacts that keep what was said, and know the names they are told. */
public final class RecordingContacts implements ConversationPorts.Contacts {
  /** What the operator reads. */
  public Locale language = Locale.ENGLISH;

  public final Map<Scope, String> names = new HashMap<>();
  public final List<Message> toOperators = new ArrayList<>();

  /** Scope and words. */
  public final List<String> told = new ArrayList<>();

  public boolean operators = true;

  @Override
  public Optional<String> nameOf(Scope scope) {
    return Optional.ofNullable(names.get(scope));
  }

  @Override
  public void tell(Scope to, Message message) {
    told.add(to.encode() + " " + message.text().plainText());
  }

  @Override
  public void tell(PersonRef person, Destination to, Message message) {
    String thread = to.thread() == null ? "" : "/" + to.thread();
    told.add(Scope.chat(to.chat()).encode() + thread + " " + message.text().plainText());
  }

  @Override
  public void tellOperators(Message message) {
    toOperators.add(message);
  }

  @Override
  public boolean hasOperators() {
    return operators;
  }

  @Override
  public Locale operatorLanguage() {
    return language;
  }
}
