package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.conversation.PolicyServices;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.ContentFilter;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.OperatorClaim;
import io.github.reelay.policy.ProviderControl;
import io.github.reelay.policy.RuleStore;
import io.github.reelay.policy.Rules;
import java.time.InstantSource;
import java.util.random.RandomGenerator;

/** Who may, how much, and what it costs. */
final class PolicyModule {
  private PolicyModule() {}

  static PolicyServices createServices(
      Settings settings,
      RuleStore store,
      ProviderControl providers,
      InstantSource clock,
      RandomGenerator random) {
    Rules rules = new Rules(store, clock);
    return new PolicyServices(
        new AccessPolicy(settings.access(), rules),
        new Limits(settings.limits(), rules, settings.money().zone()),
        new ContentFilter(settings.content()),
        rules,
        providers,
        new OperatorClaim(clock, random));
  }
}
