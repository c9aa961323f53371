package io.github.reelay.app;

import io.github.reelay.policy.ProviderControl;
import io.github.reelay.provider.AccountBalance;
import io.github.reelay.provider.ProviderRegistry;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import java.util.List;

/** The providers as operators see and switch them. */
record RegistryProviderControl(ProviderRegistry registry) implements ProviderControl {
  @Override
  public List<Status> providers() {
    return registry.names().stream().map(this::statusOf).toList();
  }

  private Status statusOf(String name) {
    return new Status(
        name,
        registry.isEnabled(name),
        breakerState(name),
        registry.pauseReason(name).orElse(null),
        registry.balance(name).map(AccountBalance::text).orElse(null),
        registry.retiredModels(name));
  }

  private String breakerState(String name) {
    return registry.circuitBreakers().stream()
        .filter(b -> b.getName().equals(name))
        .map(CircuitBreaker::getState)
        .map(Enum::name)
        .findFirst()
        .orElse("");
  }

  @Override
  public boolean setEnabled(String name, boolean on) {
    return registry.setEnabled(name, on);
  }
}
