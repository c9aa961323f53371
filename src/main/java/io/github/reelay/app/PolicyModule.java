package io.github.reelay.app;

import io.github.reelay.app.settings.Settings;
import io.github.reelay.config.AccessSettings;
import io.github.reelay.config.ContentSettings;
import io.github.reelay.config.LimitSettings;
import io.github.reelay.conversation.PolicyServices;
import io.github.reelay.policy.AccessOptions;
import io.github.reelay.policy.AccessPolicy;
import io.github.reelay.policy.ContentFilter;
import io.github.reelay.policy.ContentOptions;
import io.github.reelay.policy.LimitKey;
import io.github.reelay.policy.LimitOptions;
import io.github.reelay.policy.LimitValue;
import io.github.reelay.policy.Limits;
import io.github.reelay.policy.ProviderControl;
import io.github.reelay.policy.RuleStore;
import io.github.reelay.policy.Rules;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.Set;

/** Who may, how much, and what it costs: settings turned into the policy's own values. */
final class PolicyModule {
  private PolicyModule() {}

  static PolicyServices createServices(
      Settings settings, RuleStore store, ProviderControl providers, InstantSource clock) {
    Rules rules = new Rules(store, clock);
    return new PolicyServices(
        new AccessPolicy(accessOptions(settings.access()), rules),
        new Limits(limitOptions(settings.limits()), rules, settings.money().zone()),
        new ContentFilter(contentOptions(settings.content())),
        rules,
        providers);
  }

  private static AccessOptions accessOptions(AccessSettings settings) {
    AccessOptions.UnknownPolicy unknown =
        switch (settings.unknown()) {
          case AUTO -> AccessOptions.UnknownPolicy.AUTO;
          case OPEN -> AccessOptions.UnknownPolicy.OPEN;
          case CLOSED -> AccessOptions.UnknownPolicy.CLOSED;
        };
    return new AccessOptions(
        unknown, subjects(settings.allow()), subjects(settings.ban()), settings.operators());
  }

  private static AccessOptions.Subjects subjects(AccessSettings.Listed listed) {
    return new AccessOptions.Subjects(
        listed.servers(), listed.chats(), listed.people(), listed.roles());
  }

  private static LimitOptions limitOptions(LimitSettings settings) {
    Map<LimitKey, LimitValue> values = new EnumMap<>(LimitKey.class);
    LimitSettings.Spend day = settings.spendPerDay();
    day.total().ifPresent(m -> values.put(LimitKey.SPEND_PER_DAY_TOTAL, new LimitValue.Amount(m)));
    day.chat().ifPresent(m -> values.put(LimitKey.SPEND_PER_DAY_CHAT, new LimitValue.Amount(m)));
    day.person()
        .ifPresent(m -> values.put(LimitKey.SPEND_PER_DAY_PERSON, new LimitValue.Amount(m)));
    settings
        .spendPerMonth()
        .ifPresent(m -> values.put(LimitKey.SPEND_PER_MONTH_TOTAL, new LimitValue.Amount(m)));
    settings
        .tasksPerDay()
        .ifPresent(n -> values.put(LimitKey.TASKS_PER_DAY_PERSON, new LimitValue.Count(n)));
    settings
        .running()
        .person()
        .ifPresent(n -> values.put(LimitKey.RUNNING_PERSON, new LimitValue.Count(n)));
    settings
        .running()
        .chat()
        .ifPresent(n -> values.put(LimitKey.RUNNING_CHAT, new LimitValue.Count(n)));
    settings.coolDown().ifPresent(t -> values.put(LimitKey.COOL_DOWN, new LimitValue.Time(t)));
    settings
        .longestDuration()
        .ifPresent(t -> values.put(LimitKey.LONGEST_DURATION, new LimitValue.Time(t)));
    if (!settings.models().isEmpty()) {
      values.put(LimitKey.MODELS, new LimitValue.Names(Set.copyOf(settings.models())));
    }
    return new LimitOptions(values);
  }

  private static ContentOptions contentOptions(ContentSettings settings) {
    return new ContentOptions(
        settings.words(),
        settings.patterns(),
        settings.rejections().most(),
        settings.rejections().within(),
        settings.rejections().pause());
  }
}
