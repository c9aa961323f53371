package io.github.reelay.policy;

import java.util.Optional;

/** Providers switched on and off at run time; the switch is a rule, so it outlives a restart. */
public record ProviderSwitches(Rules rules, ProviderControl providers) {
  private static final String START = "provider/";

  /** Puts the switches as they were left. Call once at start. */
  public void restore() {
    for (Rule rule : rules.all()) {
      if (rule.name().startsWith(START)) {
        providers.enable(rule.name().substring(START.length()), rule.value().equals("on"));
      }
    }
  }

  /**
   * Switches one and keeps it so.
   *
   * @return how it was before; empty when there is none of that name
   */
  public Optional<Boolean> turn(String name, boolean on, String who, String where) {
    Optional<ProviderControl.Health> known =
        providers.providers().stream().filter(p -> p.name().equals(name)).findFirst();
    if (known.isEmpty() || !providers.enable(name, on)) {
      return Optional.empty();
    }
    rules.set(Scope.EVERYWHERE, START + name, Rule.Tier.OPERATOR, on ? "on" : "off", who, where);
    return known.map(ProviderControl.Health::enabled);
  }
}
