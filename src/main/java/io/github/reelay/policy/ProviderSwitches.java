package io.github.reelay.policy;

import java.util.Optional;

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
   * @return how it was before; empty when there is none of that name
   */
  public Optional<Boolean> setEnabled(String name, boolean on, String who, String where) {
    Optional<ProviderControl.Status> known =
        providers.providers().stream().filter(p -> p.name().equals(name)).findFirst();
    if (known.isEmpty() || !providers.setEnabled(name, on)) {
      return Optional.empty();
    }
    rules.set(
        Scope.EVERYWHERE, RULE_PREFIX + name, Rule.Tier.OPERATOR, on ? "on" : "off", who, where);
    return known.map(ProviderControl.Status::enabled);
  }
}
