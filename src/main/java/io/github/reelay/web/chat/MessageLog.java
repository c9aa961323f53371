package io.github.reelay.web.chat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.reelay.conversation.TranscriptStore;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.MessageRef;
import io.github.reelay.task.ref.PersonRef;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;

/** The log of everybody's messages; who follows a person's messages is woken. Thread-safe. */
final class MessageLog {
  private static final int PAGE_SIZE = 500;

  private final TranscriptStore transcript;
  private final StreamNotifier notifier;
  private final ObjectMapper json;

  MessageLog(TranscriptStore transcript, StreamNotifier notifier, ObjectMapper json) {
    this.transcript = transcript;
    this.notifier = notifier;
    this.json = json;
  }

  /** Adds a message, or replaces the one with its id. */
  MessageRef put(PersonRef person, ChatMessage message) {
    transcript.put(message.id(), person, toJson(message));
    notifier.wakeListeners(person);
    return messageRef(person, message.id());
  }

  /** Adds a message; one that is there, or was deleted, is left as it is. */
  MessageRef putIfAbsent(PersonRef person, ChatMessage message) {
    transcript.putIfAbsent(message.id(), person, toJson(message));
    notifier.wakeListeners(person);
    return messageRef(person, message.id());
  }

  /** A person's own message; others' and deleted ones are not found. */
  Optional<ChatMessage> find(PersonRef person, String id) {
    return transcript
        .find(id)
        .filter(entry -> entry.person().equals(person) && entry.json() != null)
        .flatMap(entry -> fromJson(String.valueOf(entry.json())));
  }

  void delete(PersonRef person, String id) {
    if (transcript.find(id).filter(entry -> entry.person().equals(person)).isPresent()) {
      transcript.delete(id);
      notifier.wakeListeners(person);
    }
  }

  /** Deletes all a person's messages. */
  void deleteAll(PersonRef person) {
    // Deleted entries come once more, behind all others; they are left alone then, so this ends.
    for (long last = 0; ; ) {
      List<TranscriptStore.Entry> page = transcript.changedAfter(person, last, PAGE_SIZE);
      if (page.isEmpty()) {
        break;
      }
      page.stream().filter(e -> e.json() != null).forEach(e -> transcript.delete(e.id()));
      last = page.getLast().sequence();
    }
    notifier.wakeListeners(person);
  }

  /** Every person has one chat, named as the person is. */
  static ChatRef chatOf(PersonRef person) {
    return new ChatRef(person.platform(), person.id());
  }

  static PersonRef personOf(ChatRef chat) {
    return new PersonRef(chat.platform(), chat.id());
  }

  static MessageRef messageRef(PersonRef person, String id) {
    return new MessageRef(chatOf(person), id);
  }

  private String toJson(ChatMessage message) {
    try {
      return json.writeValueAsString(message);
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Empty when another version of the program wrote it. */
  private Optional<ChatMessage> fromJson(String stored) {
    try {
      return Optional.ofNullable(json.readValue(stored, ChatMessage.class));
    } catch (JsonProcessingException unreadable) {
      return Optional.empty();
    }
  }
}
