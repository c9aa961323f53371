package io.github.reelay.ops;

import io.github.reelay.chat.Chat;
import io.github.reelay.conversation.ChatNotifier;
import io.github.reelay.conversation.ConversationPorts;
import io.github.reelay.conversation.Message;
import io.github.reelay.policy.Scope;
import io.github.reelay.task.ref.Destination;
import io.github.reelay.task.ref.PersonRef;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/**
 * The contacts with people and places over all chats. Operators are told in the chats that are
 * configured for alerts, and where none is, each in private. Thread-safe.
 */
public final class OperatorContacts implements ConversationPorts.Contacts, ChatNotifier {
  private final Map<String, Chat> chats;
  private final List<ChatNotifier> configured;
  private final Supplier<Set<String>> operators;
  private final Locale language;
  private final Executor threads;

  /**
   * @param operators ids as {@code platform:id}, asked for at each message
   * @param threads for what is sent while nobody waits
   */
  public OperatorContacts(
      List<Chat> chats, Supplier<Set<String>> operators, Locale language, Executor threads) {
    this.chats = chats.stream().collect(Collectors.toMap(c -> c.platform().name(), c -> c));
    this.configured = chats.stream().flatMap(chat -> chat.notifier().stream()).toList();
    this.operators = operators;
    this.language = language;
    this.threads = threads;
  }

  /** Tells the operators; blocks while it sends. */
  @Override
  public void send(Message message) {
    configured.forEach(notifier -> notifier.send(message));
    if (configured.isEmpty()) {
      people().forEach(person -> chatOf(person).ifPresent(chat -> chat.tell(person, message)));
    }
  }

  @Override
  public void tellOperators(Message message) {
    threads.execute(() -> send(message));
  }

  @Override
  public void tell(Scope to, Message message) {
    chatOf(to).ifPresent(chat -> threads.execute(() -> chat.tell(to, message)));
  }

  @Override
  public void tell(PersonRef person, Destination to, Message message) {
    String key = "a" + Integer.toHexString(Objects.hash(person, to));
    Optional.ofNullable(chats.get(to.chat().platform()))
        .map(Chat::poster)
        .filter(poster -> poster.canPost(to))
        .ifPresent(poster -> threads.execute(() -> poster.post(key, person, to, message)));
  }

  @Override
  public boolean hasOperators() {
    return !configured.isEmpty() || people().stream().anyMatch(p -> chatOf(p).isPresent());
  }

  @Override
  public Locale operatorLanguage() {
    return language;
  }

  @Override
  public Optional<String> nameOf(Scope scope) {
    return chatOf(scope).flatMap(chat -> chat.nameOf(scope)).filter(name -> !name.isBlank());
  }

  private List<Scope> people() {
    return operators.get().stream().map(id -> new Scope(Scope.Kind.PERSON, id)).toList();
  }

  private Optional<Chat> chatOf(Scope scope) {
    int colon = scope.id().indexOf(':');
    return colon < 0
        ? Optional.empty()
        : Optional.ofNullable(chats.get(scope.id().substring(0, colon)));
  }
}
