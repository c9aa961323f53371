package io.github.reelay.app;

import io.github.reelay.policy.Rule;
import io.github.reelay.policy.RuleStore;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Stands in until the storage of rules lands. */
final class PendingRules implements RuleStore {
  @Override
  public List<Rule> all() {
    return List.of();
  }

  @Override
  public void change(Rule key, @Nullable String value, Entry entry) {}

  @Override
  public List<Entry> recorded(int limit) {
    return List.of();
  }
}
