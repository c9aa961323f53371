package io.github.reelay.policy;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The operator's view of the providers, and the switch for each. May ask relays for their balance.
 */
public interface ProviderControl {
  List<Status> providers();

  /** The models of the providers. */
  ModelControl models();

  /**
   * Switches a provider on or off until it is switched again; kept over restarts by who calls.
   *
   * @return false when there is none of that name
   */
  boolean setEnabled(String name, boolean on);

  /** How the circuit breaker of a provider stands: {@code HALF_OPEN} lets a few tasks try it. */
  enum Breaker {
    CLOSED,
    OPEN,
    HALF_OPEN
  }

  /**
   * How a provider is.
   *
   * @param enabled takes new tasks, as configured and switched
   * @param pauseReason why it is paused (no balance, key refused), if it is
   * @param balance as the relay tells it, if it does
   * @param retiredModels models it no longer has
   */
  record Status(
      String name,
      boolean enabled,
      Breaker breaker,
      @Nullable String pauseReason,
      @Nullable String balance,
      List<String> retiredModels) {
    public Status {
      retiredModels = List.copyOf(retiredModels);
    }
  }
}
