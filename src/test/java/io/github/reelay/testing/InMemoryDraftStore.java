package io.github.reelay.testing;

import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.DraftStore;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Drafts in memory. */
public final class InMemoryDraftStore implements DraftStore {
  private final Map<String, Draft> drafts = new HashMap<>();

  @Override
  public Draft saveIfAbsent(Draft draft) {
    return drafts.values().stream()
        .filter(known -> known.origin().equals(draft.origin()))
        .findFirst()
        .orElseGet(() -> {
          drafts.put(draft.id(), draft);
          return draft;
        });
  }

  @Override
  public void update(Draft draft) {
    drafts.replace(draft.id(), draft);
  }

  @Override
  public Optional<Draft> find(String id) {
    return Optional.ofNullable(drafts.get(id));
  }

  @Override
  public void delete(String id) {
    drafts.remove(id);
  }

  @Override
  public void deleteBefore(Instant moment) {
    drafts.values().removeIf(draft -> draft.at().isBefore(moment));
  }
}
