package io.github.reelay.conversation;

import io.github.reelay.task.ref.PersonRef;
import java.util.Map;

/**
 * A store of people's own defaults ({@code model duration aspect resolution language}), by name.
 * Durable.
 */
public interface PreferenceStore {
  /** Empty when the person never set any. */
  Map<String, String> load(PersonRef person);

  /** Replaces all; an empty map forgets the person. */
  void save(PersonRef person, Map<String, String> values);
}
