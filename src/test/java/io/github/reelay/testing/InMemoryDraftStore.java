package io.github.reelay.testing;

import io.github.reelay.conversation.Draft;
import io.github.reelay.conversation.DraftStore;
import io.github.reelay.task.ref.ChatRef;
import io.github.reelay.task.ref.PersonRef;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
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
  public List<Draft> findSince(PersonRef person, ChatRef chat, Instant moment) {
    return drafts.values().stream()
        .filter(draft -> draft.requester().person().equals(person))
        .filter(draft -> draft.address().chat().equals(chat))
        .filter(draft -> !draft.at().isBefore(moment))
        .sorted(Comparator.comparing(Draft::at).thenComparing(Draft::id).reversed())
        .toList();
  }

  @Override
  public List<Draft> findDue(Instant moment) {
    return drafts.values().stream()
        .filter(InMemoryDraftStore::waits)
        .filter(draft -> !draft.at().isAfter(moment))
        .sorted(Comparator.comparing(Draft::at))
        .toList();
  }

  private static boolean waits(Draft draft) {
    return draft.origin().startsWith(Draft.LATER);
  }

  @Override
  public void delete(String id) {
    drafts.remove(id);
  }

  @Override
  public void deleteBefore(Instant moment) {
    drafts.values().removeIf(draft -> draft.at().isBefore(moment) && !waits(draft));
  }
}
