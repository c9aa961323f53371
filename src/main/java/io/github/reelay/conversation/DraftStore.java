package io.github.reelay.conversation;

import java.time.Instant;
import java.util.Optional;

/** Keeps drafts. Durable. */
public interface DraftStore {
  /** Stores a draft, unless its origin made one before; returns the stored one. */
  Draft keep(Draft draft);

  void change(Draft draft);

  Optional<Draft> find(String id);

  void drop(String id);

  /** Drops what is older. */
  void dropBefore(Instant moment);
}
