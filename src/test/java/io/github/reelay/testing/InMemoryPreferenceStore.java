package io.github.reelay.testing;

import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.task.ref.PersonRef;
import java.util.Map;

/** Preferences in a map. */
public record InMemoryPreferenceStore(Map<PersonRef, Map<String, String>> kept)
    implements PreferenceStore {
  @Override
  public Map<String, String> load(PersonRef person) {
    return kept.getOrDefault(person, Map.of());
  }

  @Override
  public void save(PersonRef person, Map<String, String> values) {
    kept.put(person, Map.copyOf(values));
  }
}
