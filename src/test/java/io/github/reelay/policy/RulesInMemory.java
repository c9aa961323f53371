package io.github.reelay.policy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Run-time rules in memory. */
final class RulesInMemory implements RuleStore {
  private final Map<List<Object>, Rule> rules = new HashMap<>();
  private final List<AuditEntry> entries = new ArrayList<>();

  @Override
  public List<Rule> all() {
    return List.copyOf(rules.values());
  }

  @Override
  public void change(Rule key, @Nullable String value, AuditEntry entry) {
    List<Object> id = List.of(key.place(), key.name(), key.tier());
    if (value == null) {
      rules.remove(id);
    } else {
      rules.put(id, new Rule(key.place(), key.name(), key.tier(), value));
    }
    recordAudit(entry);
  }

  @Override
  public void recordAudit(AuditEntry entry) {
    entries.addFirst(entry);
  }

  @Override
  public List<AuditEntry> auditEntries(int limit) {
    return entries.stream().limit(limit).toList();
  }
}
