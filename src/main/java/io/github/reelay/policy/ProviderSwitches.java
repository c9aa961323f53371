package io.github.reelay.policy;

import java.util.Locale;

/**
 * The run-time switches of providers and of their models; a switch is a rule, so it outlives a
 * restart.
 */
public record ProviderSwitches(Rules rules, ProviderControl providers) {
  private static final String RULE_PREFIX = "provider/";
  private static final String MODEL_PREFIX = "model/";

  /** Puts the switches as they were left. Call once at start. */
  public void restore() {
    for (Rule rule : rules.all()) {
      if (rule.name().startsWith(RULE_PREFIX)) {
        providers.setEnabled(
            rule.name().substring(RULE_PREFIX.length()), rule.value().equals("on"));
      } else if (rule.name().startsWith(MODEL_PREFIX)) {
        String[] names = rule.name().substring(MODEL_PREFIX.length()).split("/", 2);
        providers.models().setEnabled(names[0], names[names.length - 1], rule.value().equals("on"));
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

  /** Switches a model at one provider and keeps it so. */
  public ModelControl.SwitchResult setModelEnabled(
      String provider, String model, boolean on, Rules.Author author) {
    ModelControl.SwitchResult result = providers.models().setEnabled(provider, model, on);
    if (result == ModelControl.SwitchResult.SWITCHED) {
      rules.set(
          Scope.EVERYWHERE,
          MODEL_PREFIX + provider + "/" + model.toLowerCase(Locale.ROOT),
          Rule.Tier.OPERATOR,
          on ? "on" : "off",
          author);
    }
    return result;
  }
}
