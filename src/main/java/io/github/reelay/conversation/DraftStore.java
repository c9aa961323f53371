package io.github.reelay.conversation;

import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A store of drafts. Durable. */
public interface DraftStore {
  /** Stores a draft, unless its origin made one before; returns the stored one. */
  Draft saveIfAbsent(Draft draft);

  void update(Draft draft);

  Optional<Draft> find(String id);

  /** Those a person made in a chat since a moment, newest first; a few at most. */
  List<Draft> findSince(PersonRef person, ChatRef chat, Instant moment);

  /** Those that were to be shown later, and no later than that; a few at most. */
  List<Draft> findDue(Instant moment);

  void delete(String id);

  /** Drops what is older, except what is still to be shown. */
  void deleteBefore(Instant moment);
}
