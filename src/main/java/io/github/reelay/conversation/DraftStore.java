package io.github.reelay.conversation;

import java.time.Instant;
import java.util.Optional;

/** A store of drafts. Durable. */
public interface DraftStore {
  /** Stores a draft, unless its origin made one before; returns the stored one. */
  Draft saveIfAbsent(Draft draft);

  void update(Draft draft);

  Optional<Draft> find(String id);

  void delete(String id);

  /** Drops what is older. */
  void deleteBefore(Instant moment);
}
