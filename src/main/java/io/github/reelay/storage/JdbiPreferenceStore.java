package io.github.reelay.storage;

import io.github.reelay.conversation.PreferenceStore;
import io.github.reelay.storage.database.Database;
import io.github.reelay.storage.row.ColumnValues;
import io.github.reelay.task.ref.PersonRef;
import java.util.Map;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Jdbi;

/** The preference store in the database. */
public final class JdbiPreferenceStore implements PreferenceStore {
  private final Jdbi jdbi;

  public JdbiPreferenceStore(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public Map<String, String> load(PersonRef person) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT name, value FROM preference WHERE person = :person")
            .bind("person", ColumnValues.of(person))
            .map((row, _) -> Map.entry(row.getString(1), row.getString(2)))
            .stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  @Override
  public void save(PersonRef person, Map<String, String> values) {
    String key = ColumnValues.of(person);
    jdbi.useTransaction(handle -> {
      handle.execute("DELETE FROM preference WHERE person = ?", key);
      // Two presses at once: the later one wins, name by name.
      values.forEach((name, value) ->
          handle.execute(
              """
              INSERT INTO preference (person, name, value) VALUES (?, ?, ?)
              ON CONFLICT (person, name) DO UPDATE SET value = excluded.value
              """,
              key,
              name,
              value));
    });
  }
}
