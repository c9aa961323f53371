package io.github.reelay.testing;

import io.github.reelay.policy.Rule;
import io.github.reelay.policy.RuleStore;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Operators' rules and their record in memory. Thread-safe. */
public final class InMemoryRuleStore implements RuleStore {
  private final List<Rule> rules = new ArrayList<>();
  private final List<AuditEntry> entries = new ArrayList<>();

  @Override
  public synchronized List<Rule> all() {
    return List.copyOf(rules);
  }

  @Override
  public synchronized void change(Rule key, @Nullable String value, AuditEntry entry) {
    rules.removeIf(r ->
        r.place().equals(key.place()) && r.name().equals(key.name()) && r.tier() == key.tier());
    if (value != null) {
      rules.add(new Rule(key.place(), key.name(), key.tier(), value));
    }
    entries.addFirst(entry);
  }

  @Override
  public synchronized void recordAudit(AuditEntry entry) {
    entries.addFirst(entry);
  }

  @Override
  public synchronized List<AuditEntry> auditEntries(int limit) {
    return entries.stream().limit(limit).toList();
  }
}
