package io.github.reelay.storage;

import io.github.reelay.policy.Rule;
import io.github.reelay.policy.RuleStore;
import io.github.reelay.policy.Scope;
import io.github.reelay.storage.database.Database;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;
import org.jspecify.annotations.Nullable;

/** The rule store in the database, with the record of changes. */
public final class JdbiRuleStore implements RuleStore {
  private final Jdbi jdbi;

  public JdbiRuleStore(Database database) {
    this.jdbi = database.jdbi();
  }

  @Override
  public List<Rule> all() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery("SELECT place, name, tier, value FROM policy_rule")
            .map((row, _) ->
                parseRule(row.getString(1), row.getString(2), row.getString(3), row.getString(4)))
            .stream()
            .flatMap(Optional::stream)
            .toList());
  }

  /** A place of a later version is left out rather than misread. */
  private static Optional<Rule> parseRule(String place, String name, String tier, String value) {
    return Scope.parse(place)
        .filter(_ -> Stream.of(Rule.Tier.values()).anyMatch(t -> t.name().equals(tier)))
        .map(scope -> new Rule(scope, name, Rule.Tier.valueOf(tier), value));
  }

  @Override
  public void change(Rule key, @Nullable String value, AuditEntry entry) {
    jdbi.useTransaction(handle -> {
      if (value == null) {
        handle.execute(
            "DELETE FROM policy_rule WHERE place = ? AND name = ? AND tier = ?",
            key.place().encode(),
            key.name(),
            key.tier().name());
      } else {
        handle.execute(
            """
            INSERT INTO policy_rule (place, name, tier, value) VALUES (?, ?, ?, ?)
            ON CONFLICT (place, name, tier) DO UPDATE SET value = excluded.value
            """,
            key.place().encode(),
            key.name(),
            key.tier().name(),
            value);
      }
      insertAudit(handle, entry);
    });
  }

  @Override
  public void recordAudit(AuditEntry entry) {
    jdbi.useHandle(handle -> insertAudit(handle, entry));
  }

  private static void insertAudit(Handle handle, AuditEntry entry) {
    handle.execute(
        """
        INSERT INTO policy_change (made_at, who, said_in, what, value_before, value_after)
        VALUES (?, ?, ?, ?, ?, ?)
        """,
        entry.at().toEpochMilli(),
        entry.who(),
        entry.where(),
        entry.what(),
        entry.before(),
        entry.after());
  }

  @Override
  public List<AuditEntry> auditEntries(int limit) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                """
                SELECT who, said_in, what, value_before, value_after, made_at
                FROM policy_change ORDER BY made_at DESC LIMIT :limit
                """)
            .bind("limit", limit)
            .map((row, _) ->
                new AuditEntry(
                    row.getString(1),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4),
                    row.getString(5),
                    Instant.ofEpochMilli(row.getLong(6))))
            .list());
  }
}
