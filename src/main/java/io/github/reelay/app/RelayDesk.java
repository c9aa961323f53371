package io.github.reelay.app;

import io.github.reelay.policy.ProviderDesk;
import io.github.reelay.provider.Relays;
import java.util.List;

/** What operators see of the relays. */
final class RelayDesk implements ProviderDesk {
  private final Relays relays;

  RelayDesk(Relays relays) {
    this.relays = relays;
  }

  @Override
  public List<Health> providers() {
    return relays.providers().stream()
        .map(name ->
            new Health(
                name,
                true,
                relays.isHealthy(name) ? "closed" : "open",
                null,
                relays.balance(name).map(Object::toString).orElse(null),
                List.of()))
        .toList();
  }

  @Override
  public boolean enable(String name, boolean on) {
    return false;
  }
}
