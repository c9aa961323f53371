package io.github.reelay.app;

import io.github.reelay.policy.ProviderControl;
import io.github.reelay.provider.AccountBalance;
import io.github.reelay.provider.Providers;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;

/** The relays as operators see and switch them. */
record ProviderOperations(Providers relays) implements ProviderControl {
  @Override
  public List<Health> providers() {
    return relays.providers().stream().map(this::health).toList();
  }

  private Health health(String name) {
    return new Health(
        name,
        relays.isEnabled(name),
        breaker(name),
        relays.paused(name).orElse(null),
        relays.balance(name).map(AccountBalance::text).orElse(null),
        relays.retired(name));
  }

  private String breaker(String name) {
    return relays.breakers().stream()
        .filter(b -> b.getName().equals(name))
        .map(CircuitBreaker::getState)
        .map(Enum::name)
        .findFirst()
        .orElse("");
  }

  @Override
  public boolean enable(String name, boolean on) {
    return relays.enable(name, on);
  }
}
