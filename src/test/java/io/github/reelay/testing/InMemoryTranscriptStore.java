package io.github.reelay.testing;

import io.github.reelay.conversation.TranscriptStore;
import io.github.reelay.task.ref.PersonRef;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A transcript that ends with the test. */
public final class InMemoryTranscriptStore implements TranscriptStore {
  private final Map<String, Entry> entries = new HashMap<>();
  private long sequence;

  @Override
  public synchronized Entry put(String id, PersonRef person, @Nullable String json) {
    Entry entry = new Entry(id, person, ++sequence, json);
    entries.put(id, entry);
    return entry;
  }

  @Override
  public synchronized Entry putIfAbsent(String id, PersonRef person, String json) {
    Entry present = entries.get(id);
    return present == null ? put(id, person, json) : present;
  }

  @Override
  public synchronized Optional<Entry> find(String id) {
    return Optional.ofNullable(entries.get(id));
  }

  @Override
  public synchronized void delete(String id) {
    Entry present = entries.get(id);
    if (present != null && present.json() != null) {
      put(id, present.person(), null);
    }
  }

  @Override
  public synchronized List<Entry> changedAfter(PersonRef person, long after, int limit) {
    return entries.values().stream()
        .filter(e -> e.person().equals(person) && e.sequence() > after)
        .sorted(Comparator.comparingLong(Entry::sequence))
        .limit(limit)
        .toList();
  }
}
