package io.github.reelay.policy;

/** The run-time switches of providers; a switch is a rule, so it outlives a restart. */
public record ProviderSwitches(Rules rules, ProviderControl providers) {
  private static final String RULE_PREFIX = "provider/";

  /** Puts the switches as they were left. Call once at start. */
  public void restore() {
    for (Rule rule : rules.all()) {
      if (rule.name().startsWith(RULE_PREFIX)) {
        providers.setEnabled(
            rule.name().substring(RULE_PREFIX.length()), rule.value().equals("on"));
      }
    }
  }

  /**
   * Switches one and keeps it so.
   *
   * @return whether there is one of that name
   */
  public boolean setEnabled(String name, boolean on, Rules.Author author) {
    if (!providers.setEnabled(name, on)) {
      return false;
    }
    rules.set(Scope.EVERYWHERE, RULE_PREFIX + name, Rule.Tier.OPERATOR, on ? "on" : "off", author);
    return true;
  }
}
