package io.github.reelay.conversation;

import io.github.reelay.task.ref.PersonRef;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store of messages for a chat that has no server of its own to keep them (the web chat).
 * Durable; a reload or restart shows the same conversation.
 */
public interface TranscriptStore {
  /**
   * Adds or, with a known id, replaces an entry, and gives it the next sequence number.
   *
   * @return the entry as stored
   */
  Entry put(String id, PersonRef person, String json);

  /** Like {@link #put}, but an id that is there already is left as it is. */
  Entry putIfAbsent(String id, PersonRef person, String json);

  Optional<Entry> find(String id);

  /**
   * Marks an entry deleted (its text is dropped); readers are told once by a newer sequence number.
   */
  void delete(String id);

  /**
   * Entries of a person changed after a sequence number, in its order; deleted ones have no json.
   */
  List<Entry> changedAfter(PersonRef person, long sequence, int limit);

  /**
   * @param sequence grows with every change of any entry; 1 is the first
   * @param json the message as the page reads it; null when deleted
   */
  record Entry(String id, PersonRef person, long sequence, @Nullable String json) {}
}
