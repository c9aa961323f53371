package io.github.reelay.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** What an operator can see of the providers, and switch. May ask relays for their balance. */
public interface ProviderControl {
  List<Health> providers();

  /**
   * Switches a provider on or off until it is switched again; kept over restarts by who calls.
   *
   * @return false when there is none of that name
   */
  boolean enable(String name, boolean on);

  /**
   * How a provider is.
   *
   * @param enabled takes new tasks, as configured and switched
   * @param breaker {@code CLOSED}, {@code OPEN}, {@code HALF_OPEN}
   * @param paused why it is paused (no balance, key refused), if it is
   * @param balance as the relay tells it, if it does
   * @param retired models it no longer has
   */
  record Health(
      String name,
      boolean enabled,
      String breaker,
      @Nullable String paused,
      @Nullable String balance,
      List<String> retired) {
    public Health {
      retired = List.copyOf(retired);
    }
  }
}
